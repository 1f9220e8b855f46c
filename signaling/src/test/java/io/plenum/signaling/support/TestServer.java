package io.plenum.signaling.support;

import io.plenum.signaling.SignalingVerticle;
import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.config.SignalingConfig.Http;
import io.plenum.signaling.config.SignalingConfig.Rooms;
import io.plenum.signaling.config.SignalingConfig.Times;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Signaling on a free port of this machine, over a recording media path.
public final class TestServer implements AutoCloseable {
    public static final SignalingConfig OPEN = new SignalingConfig(
            new Http(List.of("127.0.0.1"), 0, List.of("https://meet.example"), 1_000, 1_000, List.of()),
            Rooms.DEFAULTS,
            Optional.empty(),
            Times.DEFAULTS);
    private static final Duration BRIEF = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(1);

    /// Expects the join at once; pings all the time.
    public static final SignalingConfig BRIEF_JOIN = withTimes(new Times(BRIEF, LONG, LONG, BRIEF, LONG, LONG));
    /// Gives up soon on who lost its socket, or its transport.
    public static final SignalingConfig BRIEF_WINDOW =
            withTimes(new Times(LONG, BRIEF, LONG, Duration.ofMillis(20), LONG, LONG));
    /// Gives up soon on a session that does not connect.
    public static final SignalingConfig BRIEF_CONNECT = withTimes(new Times(LONG, LONG, BRIEF, LONG, LONG, LONG));

    /// Gives up soon on who does not send its request.
    public static final SignalingConfig BRIEF_REQUEST = withTimes(new Times(LONG, LONG, LONG, LONG, LONG, BRIEF));

    private static SignalingConfig withTimes(Times times) {
        return new SignalingConfig(OPEN.http(), OPEN.rooms(), Optional.empty(), times);
    }

    private final Vertx vertx = Vertx.vertx();
    private final RecordingMediaPlane plane = new RecordingMediaPlane();
    private final SignalingVerticle verticle;

    public TestServer(SignalingConfig config) {
        verticle = new SignalingVerticle(
                config,
                plane,
                plane.reports(),
                router -> router.get("/health")
                        .handler(routing -> routing.response().end("ok")));
        await(vertx.deployVerticle(verticle));
    }

    public RecordingMediaPlane plane() {
        return plane;
    }

    public SignalingVerticle signaling() {
        return verticle;
    }

    public Vertx vertx() {
        return vertx;
    }

    public int port() {
        return verticle.port();
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.await(Patience.SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not done in time", e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
