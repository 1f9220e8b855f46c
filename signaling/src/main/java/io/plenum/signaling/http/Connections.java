package io.plenum.signaling.http;

import io.netty.channel.Channel;
import io.plenum.signaling.stats.SignalingStats;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The TCP connections of the HTTP server: no more than so many, and none that asks for nothing.
///
/// Owned by signaling's event loop.
public final class Connections {
    private static final Logger LOG = System.getLogger(Connections.class.getName());

    /// Whoever overruns the limit does so a thousand times a second: the log says it now and then, the counter all.
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Vertx vertx;
    private final int limit;
    private final Duration firstRequest;
    private final SignalingStats stats;
    /// Each with its timer, until its first request.
    private final Map<HttpConnection, OptionalLong> open = new HashMap<>();

    private long loggedNanos = System.nanoTime() - QUIET_NANOS;

    /// @param firstRequest how long a new connection may take to ask for something
    public Connections(Vertx vertx, int limit, Duration firstRequest, SignalingStats stats) {
        this.vertx = vertx;
        this.limit = limit;
        this.firstRequest = firstRequest;
        this.stats = stats;
    }

    public void opened(HttpConnection connection) {
        if (open.size() >= limit) {
            refuse(connection);
            return;
        }
        long timer = vertx.setTimer(firstRequest.toMillis(), fired -> connection.close());
        open.put(connection, OptionalLong.of(timer));
        channel(connection).closeFuture().addListener(closed -> stop(open.remove(connection)));
    }

    /// A connection that becomes a WebSocket is another one to Vert.x, which then does not tell of the first one's end.
    private static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    /// A request has come on a connection; the next handler goes on with it.
    public void requested(RoutingContext routing) {
        stop(open.replace(routing.request().connection(), OptionalLong.empty()));
        routing.next();
    }

    private void stop(@Nullable OptionalLong timer) {
        if (timer != null) {
            timer.ifPresent(vertx::cancelTimer);
        }
    }

    private void refuse(HttpConnection connection) {
        stats.connectionRefused();
        long now = System.nanoTime();
        if (now - loggedNanos >= QUIET_NANOS) {
            loggedNanos = now;
            LOG.log(Level.WARNING, "connections are refused: {0} are open (http.max-connections)", limit);
        }
        connection.close();
    }
}
