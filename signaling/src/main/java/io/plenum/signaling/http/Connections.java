package io.plenum.signaling.http;

import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.stats.SignalingStats;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The TCP connections of the HTTP server: no more than so many, not all of them one's, and none that asks for nothing.
///
/// Owned by signaling's event loop.
public final class Connections {
    private static final Logger LOG = System.getLogger(Connections.class.getName());

    /// Whoever overruns the limit does so a thousand times a second: the log says it now and then, the counter all.
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Vertx vertx;
    private final int limit;
    private final Neighbours neighbours;
    private final Duration firstRequest;
    private final SignalingStats stats;
    /// Each with its timer, until its first request.
    private final Map<HttpConnection, OptionalLong> open = new HashMap<>();

    private long loggedNanos = System.nanoTime() - QUIET_NANOS;

    /// @param firstRequest how long a new connection may take to ask for something
    public Connections(Vertx vertx, SignalingConfig.Http config, Duration firstRequest, SignalingStats stats) {
        this.vertx = vertx;
        this.limit = config.maxConnections();
        this.neighbours = new Neighbours(config.maxConnectionsPerAddress(), config.trustedProxies());
        this.firstRequest = firstRequest;
        this.stats = stats;
    }

    public void opened(HttpConnection connection) {
        Optional<InetAddress> from = Addresses.remote(connection);
        if (from.isEmpty()) {
            connection.close();
        } else if (open.size() >= limit) {
            refuse(connection, "all " + limit + " are open (http.max-connections)");
        } else if (!neighbours.enter(from.get())) {
            refuse(connection, from.get().getHostAddress() + " has too many (http.max-connections-per-address)");
        } else {
            admit(connection, from.get());
        }
    }

    private void admit(HttpConnection connection, InetAddress from) {
        long timer = vertx.setTimer(firstRequest.toMillis(), fired -> connection.close());
        open.put(connection, OptionalLong.of(timer));
        Addresses.channel(connection).closeFuture().addListener(closed -> closed(connection, from));
    }

    private void closed(HttpConnection connection, InetAddress from) {
        neighbours.leave(from);
        stop(open.remove(connection));
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

    private void refuse(HttpConnection connection, String why) {
        stats.connectionRefused();
        long now = System.nanoTime();
        if (now - loggedNanos >= QUIET_NANOS) {
            loggedNanos = now;
            LOG.log(Level.WARNING, "connections are refused: {0}", why);
        }
        connection.close();
    }
}
