package io.plenum.loadtest.crowd;

import io.plenum.loadtest.media.Meter;
import io.plenum.loadtest.media.Roster;
import io.plenum.loadtest.media.SlotCount;
import io.plenum.loadtest.media.Streams;
import io.plenum.loadtest.media.Tally;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.FakeSubscriber;
import io.plenum.transport.LinkState;
import io.plenum.transport.client.ClientLink;
import io.plenum.transport.client.ClientListener;
import io.plenum.transport.srtp.SrtpProfile;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One synthetic participant, from its joining to its leaving. Its media is the loop's; questions may be asked on any
/// thread.
public final class Participant {
    /// How far somebody is who joins.
    public enum Stage {
        /// The server has not answered its offer.
        ENTERING,
        /// There is no media path, or there are no keys.
        CONNECTING,
        /// Nothing has come, although somebody else sends what it has slots for.
        LISTENING,
        /// It has got what there is, or has failed.
        OVER
    }

    private final Seat seat;
    private final CrowdLoop loop;
    private final Ways ways;
    private final Tally tally;
    private final Roster.Member member;
    private final ClientLink link;
    private final Random random;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<JoinTimes> joined = new CompletableFuture<>();
    private final Promise<Void> linkEnded = Promise.promise();
    private volatile Optional<String> cutOff = Optional.empty();
    private volatile boolean leaving;
    private volatile @Nullable Entrance entrance;
    private @Nullable Broadcast broadcast;
    private @Nullable Meter meter;
    private @Nullable FakeSubscriber checker;
    private final long bornNanos = System.nanoTime();
    private final AtomicLong signalingNanos = new AtomicLong();
    private long openedNanos;
    private volatile long answeredNanos;
    private long connectedNanos;

    /// @param tally where what it receives and sends is counted
    /// @param member of its room
    Participant(Seat seat, CrowdLoop loop, Ways ways, Tally tally, Roster.Member member) {
        this.seat = seat;
        this.loop = loop;
        this.ways = ways;
        this.tally = tally;
        this.member = member;
        this.random = new Random(seat.seed());
        this.link = loop.open(new Ears());
    }

    public Seat seat() {
        return seat;
    }

    /// Done when its media can flow; fails when it never will.
    public CompletableFuture<Void> connected() {
        return connected;
    }

    /// Done with the first media packet, or when connected for one who receives nothing; fails when joining does.
    public CompletableFuture<JoinTimes> joined() {
        return joined;
    }

    /// Whether it is in the meeting now.
    public boolean isIn() {
        return connected.isDone() && !connected.isCompletedExceptionally() && !ended();
    }

    /// Whether the server has answered its offer.
    public boolean isAnswered() {
        return answeredNanos > 0;
    }

    /// How far its joining is by now.
    public Stage stage() {
        if (joined.isDone()) {
            return Stage.OVER;
        }
        if (!connected.isDone()) {
            return isAnswered() ? Stage.CONNECTING : Stage.ENTERING;
        }
        return isOffered(Duration.ZERO) ? Stage.LISTENING : Stage.OVER;
    }

    /// Whether joining has taken longer than that: from its beginning, and until media comes also from
    /// that of others who send.
    public boolean isOverdue(Duration patience) {
        Stage stage = stage();
        return stage != Stage.OVER
                && System.nanoTime() - bornNanos >= patience.toNanos()
                && (stage != Stage.LISTENING || isOffered(patience));
    }

    private boolean isOffered(Duration since) {
        return member.isOffered(seat.hears(), since.toNanos(), System.nanoTime());
    }

    /// How its media is encrypted, as soon as that is agreed.
    public Optional<SrtpProfile> encryption() {
        return link.profile();
    }

    /// Why it is in the meeting no more although it never left.
    public Optional<String> cutOff() {
        return cutOff;
    }

    /// What has arrived, by slot, as of this moment.
    public CompletableFuture<List<SlotCount>> slots() {
        return loop.ask(() -> meter == null ? List.of() : meter.slots());
    }

    /// How many signaling messages of each type came unasked.
    public Map<String, Integer> heard() {
        Entrance open = entrance;
        return open == null ? Map.of() : open.heard();
    }

    /// What the checks of a browser's receiving half came to, as of this moment; nothing where the seat asks for none.
    public CompletableFuture<MediaReport> report() {
        return loop.ask(() -> checker == null ? MediaReport.NOTHING : MediaReport.of(checker));
    }

    void join(Future<? extends Entrance> opening) {
        opening.compose(this::enter)
                .compose(csrc -> opened().serverOffers() ? accept(csrc) : offer(csrc))
                .compose(answer -> answer.through(ways, seat.network()))
                .onSuccess(answer -> loop.execute(() -> connect(answer)))
                .onFailure(this::fail);
    }

    private Future<Long> enter(Entrance opened) {
        entrance = opened;
        openedNanos = loop.now();
        opened.closed().onSuccess(this::end);
        opened.listen(new Told());
        return asked(() -> opened.enter(seat));
    }

    /// What signaling takes is the server's from the request until the answer is read: nobody puts a time to
    /// its arrival, so a reader that is late is in it.
    private <T> Future<T> asked(Supplier<Future<T>> request) {
        long askedNanos = System.nanoTime();
        return request.get().onSuccess(_ -> signalingNanos.addAndGet(System.nanoTime() - askedNanos));
    }

    private Future<Answer> offer(long csrc) {
        String offer = Offer.write(link.description(), broadcast(csrc).tracks(), seat);
        return asked(() -> opened().offer(offer)).map(this::parse);
    }

    /// The other way round: the server has offered.
    private Future<Answer> accept(long csrc) {
        broadcast(csrc);
        return asked(() -> opened().invitation(seat)).compose(sdp -> {
            String reply = Reply.write(sdp, link.description());
            return asked(() -> opened().answer(reply)).map(_ -> parse(sdp));
        });
    }

    private Broadcast broadcast(long csrc) {
        Broadcast media = new Broadcast(seat, csrc, random, this::send, tally, member, loop.now());
        loop.execute(() -> broadcast = media);
        return media;
    }

    private void send(byte[] packet, int length) {
        if (RtpPacket.isRtcp(packet, length)) {
            link.sendRtcp(packet, length);
        } else {
            link.sendRtp(packet, length);
        }
    }

    private Answer parse(String sdp) {
        return Answer.parse(sdp, seat.publishes().dialect(), Offer.video(seat));
    }

    private void connect(Answer answer) {
        answeredNanos = loop.now();
        long ownSsrc = random.nextLong(1, 1L << 32);
        meter = new Meter(
                ownSsrc,
                answer.slots(),
                tally,
                member,
                seat.recordings().sealed(),
                !seat.checked(),
                seat.sample(),
                System.nanoTime());
        checker = seat.checked()
                ? new FakeSubscriber(ownSsrc, answer.slots(), Broadcast::csrcOf, true, answeredNanos)
                : null;
        try {
            link.connect(answer.transport());
        } catch (IllegalArgumentException e) {
            fail(e);
        }
    }

    /// Sends what is due, and it has left when this returns: what the loop does for others is no latency of the
    /// server's. On the loop's thread, as all that follows.
    void advance(long nowNanos) {
        if (broadcast == null || meter == null || !connected.isDone()) {
            return;
        }
        broadcast.advance(nowNanos);
        meter.advance(System.nanoTime(), link::sendRtcp);
        if (checker != null) {
            checker.advance(nowNanos, link::sendRtcp);
        }
        link.flush();
    }

    void takeLayers(int[] slotsByLayer) {
        if (meter != null) {
            meter.takeLayers(slotsByLayer);
        }
    }

    /// What should be playing here by now, and what does not.
    Streams streams() {
        boolean settled = isIn() && loop.now() - connectedNanos >= Streams.SILENCE_NANOS;
        return settled && meter != null ? meter.streams(System.nanoTime()) : Streams.NONE;
    }

    private void connectedNow() {
        connectedNanos = loop.now();
        connected.complete(null);
        if (broadcast != null) {
            broadcast.begin(connectedNanos);
        }
        if (!seat.receives()) {
            arrived(connectedNanos);
        }
    }

    private void arrived(long nowNanos) {
        joined.complete(new JoinTimes(
                Duration.ofNanos(answeredNanos - openedNanos),
                Duration.ofNanos(connectedNanos - openedNanos),
                Duration.ofNanos(nowNanos - openedNanos),
                Duration.ofNanos(signalingNanos.get() + link.waitedNanos())));
    }

    private void fail(Throwable reason) {
        connected.completeExceptionally(reason);
        joined.completeExceptionally(reason);
        link.close();
    }

    /// Without anybody's having left: of who is on the way in, joining fails.
    private void end(String reason) {
        if (!leaving) {
            if (isIn() && cutOff.isEmpty()) {
                cutOff = Optional.of(reason);
            }
            fail(new IllegalStateException(reason));
        }
    }

    /// Leaves as a page does that is closed properly; done when the server's word and the link are.
    public CompletableFuture<Void> leave() {
        leaving = true;
        return opened().leave()
                .compose(_ -> {
                    link.close();
                    return linkEnded.future();
                })
                .toCompletionStage()
                .toCompletableFuture();
    }

    private Entrance opened() {
        Entrance open = entrance;
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
                connectedNow();
            } else {
                if (broadcast != null) {
                    broadcast.end();
                }
                end(state + ": " + reason);
                linkEnded.tryComplete();
            }
        }

        @Override
        public boolean wants(byte[] packet, int length, long arrivedNanos) {
            return meter == null || !meter.skips(packet, length, arrivedNanos);
        }

        @Override
        public void rtp(byte[] packet, int length, long nowNanos, long arrivedNanos) {
            if (meter != null && meter.rtp(packet, length, arrivedNanos)) {
                arrived(loop.now());
            }
            if (checker != null) {
                checker.receive(packet, length, nowNanos);
            }
        }

        @Override
        public void rtcp(byte[] packet, int length, long nowNanos) {
            if (broadcast != null && meter != null) {
                broadcast.received(packet, length, nowNanos);
                meter.rtcp(packet, length, System.nanoTime());
            }
            if (checker != null) {
                checker.receive(packet, length, nowNanos);
            }
        }
    }

    /// What the server tells at any time.
    private final class Told implements Entrance.Listener {
        @Override
        public void layersWanted(List<Boolean> encodings) {
            loop.execute(() -> {
                if (broadcast != null) {
                    broadcast.wanted(encodings);
                }
            });
        }

        @Override
        public void slotsChanged(List<String> mids) {
            long toldNanos = System.nanoTime();
            loop.execute(() -> {
                if (meter != null) {
                    meter.slotsChanged(mids, toldNanos);
                }
            });
        }
    }
}
