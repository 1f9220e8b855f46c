package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;

/// A Janus server with its VideoRoom plugin, by its WebSocket transport. It must run as ICE-lite, since it is the one
/// that offers to viewers and our clients control.
public final class JanusVenue implements Venue {
    /// Janus forgets a session that is silent for a minute.
    private static final long KEEP_ALIVE_MILLIS = 25_000;

    private final Vertx vertx;
    private final URI server;
    private final long keepAliveMillis;
    private final WebSocketClient sockets;

    /// @param server such as `ws://127.0.0.1:8188`
    public JanusVenue(Vertx vertx, URI server) {
        this(vertx, server, KEEP_ALIVE_MILLIS);
    }

    JanusVenue(Vertx vertx, URI server, long keepAliveMillis) {
        this.vertx = vertx;
        this.server = server;
        this.keepAliveMillis = keepAliveMillis;
        sockets = WebSockets.client(vertx);
    }

    @Override
    public Future<? extends Entrance> open(Seat seat) {
        return JanusSocket.open(vertx, sockets, server, keepAliveMillis)
                .map(socket -> seat.receives() ? new JanusViewer(socket) : new JanusPublisher(socket));
    }
}
