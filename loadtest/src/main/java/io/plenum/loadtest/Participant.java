package io.plenum.loadtest;

import io.plenum.core.MediaKind;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.FakePublisher;
import io.plenum.sim.FakeSubscriber;
import io.plenum.transport.LinkState;
import io.plenum.transport.client.ClientLink;
import io.plenum.transport.client.ClientListener;
import io.plenum.transport.client.ClientLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One synthetic participant, from its joining to its leaving. Its media is the loop's; questions may be asked on any
/// thread.
public final class Participant {
    /// So that a stamp tells whose packet it is: track numbers are ten times the publisher's CSRC, and a little.
    private static final long TRACKS_PER_CSRC = 10;

    private static final double NANOS_PER_MILLI = 1e6;

    private final Seat seat;
    private final ClientLoop loop;
    private final ClientLink link;
    private final Random random;
    private final RtpPacket rtp = new RtpPacket();
    private final CompletableFuture<JoinTimes> joined = new CompletableFuture<>();
    private final Promise<Void> linkEnded = Promise.promise();
    private volatile Inbox inbox = Inbox.EMPTY;
    private volatile @Nullable SignalingSocket socket;
    private @Nullable FakePublisher publisher;
    private @Nullable FakeSubscriber subscriber;
    private long socketNanos;
    private long answeredNanos;
    private long connectedNanos;
    private boolean connected;

    Participant(Seat seat, Crowd crowd) {
        this.seat = seat;
        this.loop = crowd.loop();
        this.random = new Random(seat.seed());
        this.link = crowd.open(new Ears());
    }

    public Seat seat() {
        return seat;
    }

    /// Done with the first media packet; fails when joining does.
    public CompletableFuture<JoinTimes> joined() {
        return joined;
    }

    /// What has arrived, by slot.
    public List<SlotCount> slots() {
        return inbox.slots();
    }

    /// How many signaling messages of each type came unasked.
    public Map<String, Integer> heard() {
        SignalingSocket open = socket;
        return open == null ? Map.of() : open.heard();
    }

    /// What the checks of a browser's receiving half came to, as of this moment.
    public CompletableFuture<MediaReport> report() {
        CompletableFuture<MediaReport> report = new CompletableFuture<>();
        loop.execute(() -> report.complete(subscriber == null ? MediaReport.NOTHING : MediaReport.of(subscriber)));
        return report;
    }

    void join(Future<SignalingSocket> connecting) {
        connecting
                .compose(this::enter)
                .compose(this::offer)
                .onSuccess(answer -> loop.execute(() -> connect(answer)))
                .onFailure(joined::completeExceptionally);
    }

    private Future<JsonObject> enter(SignalingSocket opened) {
        socket = opened;
        socketNanos = loop.now();
        return opened.request(new JsonObject()
                .put("type", "join")
                .put("v", 1)
                .put("room", seat.room())
                .put("name", seat.name()));
    }

    private Future<Answer> offer(JsonObject reply) {
        FakePublisher media = publisher(reply.getLong("csrc"));
        String sdp = Offer.write(link.description(), media.tracks(), seat);
        loop.execute(() -> publisher = media);
        return socket().request(new JsonObject().put("type", "offer").put("sdp", sdp))
                .map(answer ->
                        Answer.parse(answer.getString("sdp"), seat.publishes().dialect()));
    }

    /// Its devices are off until there is somewhere to send to.
    private FakePublisher publisher(long csrc) {
        long now = loop.now();
        long epochMillis = System.currentTimeMillis() - Math.round(now / NANOS_PER_MILLI);
        FakePublisher media =
                new FakePublisher(seat.name(), seat.publishes(), epochMillis, csrc * TRACKS_PER_CSRC, random, now);
        for (MediaKind kind : MediaKind.values()) {
            media.enabled(kind, false);
        }
        return media;
    }

    private void connect(Answer answer) {
        answeredNanos = loop.now();
        inbox = new Inbox(answer.slots());
        long ownSsrc = random.nextLong(1, 1L << 32);
        subscriber = new FakeSubscriber(ownSsrc, answer.slots(), track -> track / TRACKS_PER_CSRC, true, answeredNanos);
        link.connect(answer.transport());
    }

    /// Sends what is due. On the loop's thread, as all that follows.
    void advance(long nowNanos) {
        if (connected && publisher != null && subscriber != null) {
            publisher.advance(nowNanos, this::send);
            subscriber.advance(nowNanos, this::send);
        }
    }

    private void send(byte[] packet, int length) {
        if (RtpPacket.isRtcp(packet, length)) {
            link.sendRtcp(packet, length);
        } else {
            link.sendRtp(packet, length);
        }
    }

    private void connected() {
        connectedNanos = loop.now();
        connected = true;
        if (publisher != null) {
            publisher.advance(connectedNanos, this::send); // the time it was off goes by without packets
            publisher.enabled(MediaKind.AUDIO, seat.publishes().audio());
            publisher.enabled(MediaKind.VIDEO, seat.publishes().video());
        }
    }

    private void firstMedia(long nowNanos) {
        joined.complete(new JoinTimes(
                Duration.ofNanos(answeredNanos - socketNanos),
                Duration.ofNanos(connectedNanos - socketNanos),
                Duration.ofNanos(nowNanos - socketNanos)));
    }

    /// Leaves as a page does that is closed properly; done when the socket and the link are.
    public CompletableFuture<Void> leave() {
        return socket().request(new JsonObject().put("type", "leave"))
                .compose(_ -> socket().closed())
                .compose(_ -> {
                    link.close();
                    return linkEnded.future();
                })
                .toCompletionStage()
                .toCompletableFuture();
    }

    private SignalingSocket socket() {
        SignalingSocket open = socket;
        if (open == null) {
            throw new IllegalStateException(seat.name() + " has not joined");
        }
        return open;
    }

    /// Whether its link is gone: then it is nobody any more.
    boolean ended() {
        return linkEnded.future().isComplete();
    }

    private final class Ears implements ClientListener {
        @Override
        public void state(LinkState state, String reason) {
            if (state == LinkState.CONNECTED) {
                connected();
            } else {
                linkEnded.tryComplete();
                joined.completeExceptionally(new IllegalStateException(state + ": " + reason));
            }
        }

        @Override
        public void rtp(byte[] packet, int length, long nowNanos) {
            if (rtp.wrap(packet, 0, length) && inbox.packet(rtp, length) && !joined.isDone()) {
                firstMedia(nowNanos);
            }
            if (subscriber != null) {
                subscriber.receive(packet, length, nowNanos);
            }
        }

        @Override
        public void rtcp(byte[] packet, int length, long nowNanos) {
            if (publisher != null && subscriber != null) {
                publisher.receive(packet, length, nowNanos, Participant.this::send);
                subscriber.receive(packet, length, nowNanos);
            }
        }
    }
}
