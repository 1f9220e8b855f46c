package io.plenum.signaling.ws;

import io.netty.channel.Channel;
import io.plenum.signaling.auth.Grant;
import io.plenum.signaling.auth.TokenVerifier;
import io.plenum.signaling.config.SignalingConfig.Times;
import io.plenum.signaling.protocol.Envelope;
import io.plenum.signaling.protocol.ErrorCode;
import io.plenum.signaling.protocol.LeaveReason;
import io.plenum.signaling.protocol.Messages;
import io.plenum.signaling.protocol.Outgoing;
import io.plenum.signaling.protocol.RateLimit;
import io.plenum.signaling.protocol.Refusal;
import io.plenum.signaling.protocol.Refusals;
import io.plenum.signaling.protocol.Request;
import io.plenum.signaling.protocol.RequestReader;
import io.plenum.signaling.room.Admission;
import io.plenum.signaling.room.Client;
import io.plenum.signaling.room.ConferenceDirectory;
import io.plenum.signaling.room.Offers;
import io.plenum.signaling.room.Seat;
import io.plenum.signaling.stats.SignalingStats;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One WebSocket of a client: reads its requests, answers them, and sends it what happens.
final class ClientSocket implements Client {
    /// A page that joins sends a handful of messages, one that is resized a dozen a second.
    private static final double MESSAGES_PER_SECOND = 50;

    private static final double MESSAGE_BURST = 200;

    /// What everybody in the room is told of: a hundred others for each. Nobody renames or mutes more often by hand,
    /// and the burst is for a page that sets everything up at once.
    private static final double CHANGES_PER_SECOND = 5;

    private static final double CHANGE_BURST = 30;

    /// A long message, which takes long to read, counts as several: an offer for all slots (150 KB) as 19.
    private static final int BYTES_PER_MESSAGE = 8 * 1024;

    /// Close codes of RFC 6455 §7.4.1 and its registry.
    private static final short NORMAL = 1000;

    private static final short GOING_SILENT = 1001;
    private static final short NOT_TEXT = 1003;
    private static final short POLICY = 1008;
    private static final short TOO_BIG = 1009;
    private static final short TRY_AGAIN_LATER = 1013;

    /// Our close waits behind what a slow client has not read; after this long the connection is cut.
    private static final long CUT_AFTER_MILLIS = 5_000;

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Channel channel;
    private final ServerWebSocket socket;
    private final ConferenceDirectory directory;
    private final TokenVerifier tokens;
    private final Times times;
    private final SignalingStats stats;
    private final RateLimit rate = new RateLimit(MESSAGES_PER_SECOND, MESSAGE_BURST, System.nanoTime());
    private final RateLimit changes = new RateLimit(CHANGES_PER_SECOND, CHANGE_BURST, System.nanoTime());
    private final IncomingMessages incoming = new IncomingMessages();
    private final OutgoingMessages outgoing;
    private final long joinTimer;
    private final long pingTimer;

    private @Nullable Seat seat;
    private long lastHeardNanos = System.nanoTime();
    private long cutTimer = NO_TIMER;
    private boolean closing;

    ClientSocket(
            Vertx vertx,
            Channel channel,
            ServerWebSocket socket,
            ConferenceDirectory directory,
            TokenVerifier tokens,
            Times times,
            SignalingStats stats) {
        this.vertx = vertx;
        this.channel = channel;
        this.socket = socket;
        this.directory = directory;
        this.tokens = tokens;
        this.times = times;
        this.stats = stats;
        this.outgoing = new OutgoingMessages(socket);
        this.joinTimer = vertx.setTimer(times.join().toMillis(), fired -> joinMissing());
        this.pingTimer = vertx.setPeriodic(times.ping().toMillis(), fired -> checkAlive());
    }

    void open() {
        stats.socketOpened();
        socket.frameHandler(this::frame);
        socket.exceptionHandler(failure -> {}); // a broken connection also calls the close handler
        socket.closeHandler(closed -> closed());
    }

    private void joinMissing() {
        if (seat == null) {
            refuse(new Refusal(ErrorCode.NOT_JOINED, "no join within the time for it"), Optional.empty());
        }
    }

    private void checkAlive() {
        if (System.nanoTime() - lastHeardNanos > times.silence().toNanos()) {
            close(GOING_SILENT, "nothing heard");
        } else if (!closing) {
            socket.writePing(Buffer.buffer());
        }
    }

    private void closed() {
        closing = true;
        vertx.cancelTimer(joinTimer);
        vertx.cancelTimer(pingTimer);
        vertx.cancelTimer(cutTimer);
        stats.socketClosed();
        if (seat != null) {
            seat.lost(this);
        }
    }

    private void frame(WebSocketFrame frame) {
        lastHeardNanos = System.nanoTime();
        if (closing) {
            return;
        }
        if (!rate.take(1 + frame.binaryData().length() / BYTES_PER_MESSAGE, lastHeardNanos)) {
            tooMany();
            return;
        }
        switch (frame.type()) {
            case TEXT, CONTINUATION -> text(frame);
            case BINARY -> close(NOT_TEXT, "text only");
            case PING, PONG, CLOSE -> {} // answered by Vert.x
        }
    }

    /// Nothing more is read, because Vert.x would go on answering pings, whether or not its answers are.
    private void tooMany() {
        refuse(new Refusal(ErrorCode.TOO_MANY_MESSAGES, "too many messages"), Optional.empty());
        channel.config().setAutoRead(false);
    }

    private void text(WebSocketFrame frame) {
        if (incoming.fits(frame)) {
            incoming.add(frame).ifPresent(this::message);
        } else {
            close(TOO_BIG, "message too long");
        }
    }

    private void message(String text) {
        Optional<Object> id = Optional.empty();
        try {
            Envelope envelope = Envelope.parse(text);
            id = envelope.id();
            request(RequestReader.read(envelope.body()), id);
        } catch (Refusal refusal) {
            refuse(refusal, id);
        } catch (RuntimeException bug) {
            refuse(Refusals.of(bug), id);
        }
    }

    private void request(Request request, Optional<Object> id) throws Refusal {
        if (tellsEverybody(request) && !changes.take(1, lastHeardNanos)) {
            tooMany();
            return;
        }
        switch (request) {
            case Request.Join join -> join(join, id);
            case Request.Resume resume -> resume(resume, id);
            case Request.Offer offer -> offer(offer, id);
            case Request.Candidate _ -> seat();
            case Request.Mute mute -> {
                seat().mute(mute.track(), mute.muted());
                reply(Messages.ok(), id);
            }
            case Request.View view -> {
                seat().view(view);
                reply(Messages.ok(), id);
            }
            case Request.Name name -> {
                seat().rename(name.name());
                reply(Messages.ok(), id);
            }
            case Request.Leave _ -> leave(id);
            case Request.Ping _ -> {
                seat();
                reply(Messages.pong(), id);
            }
        }
    }

    private static boolean tellsEverybody(Request request) {
        return request instanceof Request.Offer || request instanceof Request.Mute || request instanceof Request.Name;
    }

    private Seat seat() throws Refusal {
        if (seat == null || !seat.taken()) {
            throw new Refusal(ErrorCode.NOT_JOINED, "join first");
        }
        seat.heard();
        return seat;
    }

    private void refuseSecondJoin() throws Refusal {
        if (seat != null) {
            throw new Refusal(ErrorCode.ALREADY_JOINED, "this socket has joined");
        }
    }

    /// Reading stops until the token is verified, so that nothing overtakes the join.
    private void join(Request.Join join, Optional<Object> id) throws Refusal {
        refuseSecondJoin();
        socket.pause();
        tokens.verify(join.token()).onComplete(verified -> {
            socket.resume();
            if (closing) {
                return;
            }
            try {
                if (verified.failed()) {
                    throw Refusals.of(verified.cause());
                }
                admit(join, verified.result(), id);
            } catch (Refusal refusal) {
                refuse(refusal, id);
            }
        });
    }

    private void admit(Request.Join join, Grant grant, Optional<Object> id) throws Refusal {
        if (!grant.allows(join.room())) {
            throw new Refusal(ErrorCode.UNAUTHORIZED, "the token is not for this room");
        }
        String name = grant.name().orElse(join.name());
        Seat joined =
                directory.join(new Admission(join.room(), name, grant.rights(), Optional.of(this), Optional.empty()));
        seat = joined;
        send(Messages.joined(joined.joined(false), id));
    }

    private void resume(Request.Resume resume, Optional<Object> id) throws Refusal {
        refuseSecondJoin();
        Seat resumed = directory.resume(resume.resumeToken(), this);
        seat = resumed;
        send(Messages.joined(resumed.joined(true), id));
        resumed.catchUp();
    }

    private void offer(Request.Offer offer, Optional<Object> id) throws Refusal {
        seat().offer(Offers.read(offer.sdp()), offer.tracks())
                .onSuccess(answer -> reply(Messages.answer(answer.sdp(), answer.tracks()), id))
                .onFailure(failure -> offerFailed(Refusals.of(failure), id));
    }

    /// Who is put out because there is no transport for it does not come back to its seat.
    private void offerFailed(Refusal refusal, Optional<Object> id) {
        refuse(refusal, id);
        if (seat != null && refusal.code().fatal()) {
            seat.leave(LeaveReason.REMOVED);
        }
    }

    private void leave(Optional<Object> id) throws Refusal {
        seat().leave(LeaveReason.LEFT);
        reply(Messages.ok(), id);
        close(NORMAL, "left");
    }

    private void refuse(Refusal refusal, Optional<Object> id) {
        stats.refused();
        boolean fatal = refusal.code().fatal() || seat == null;
        reply(Messages.error(refusal, fatal), id);
        if (fatal) {
            close(POLICY, refusal.code().text());
        }
    }

    @Override
    public void end(Refusal reason) {
        send(Outgoing.of(Messages.error(reason, true)));
        close(POLICY, reason.code().text());
    }

    private void reply(JsonObject message, Optional<Object> id) {
        send(Outgoing.of(Messages.reply(message, id)));
    }

    @Override
    public void send(Outgoing message) {
        if (!closing && !outgoing.send(message)) {
            close(TRY_AGAIN_LATER, "too slow");
        }
    }

    private void close(short code, String reason) {
        if (!closing) {
            closing = true;
            socket.close(code, reason);
            cutTimer = vertx.setTimer(CUT_AFTER_MILLIS, fired -> cut());
        }
    }

    /// Past Vert.x's own handlers, whose close waits until everything has been written.
    private void cut() {
        channel.unsafe().close(channel.unsafe().voidPromise());
    }
}
