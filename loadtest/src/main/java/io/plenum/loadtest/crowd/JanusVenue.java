package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;

/// A Janus server with its VideoRoom plugin, by its WebSocket transport. It must run as ICE-lite, since it is the one
/// that offers to viewers and our clients control.
public final class JanusVenue implements Venue {
    private final Vertx vertx;
    private final URI server;
    private final WebSocketClient sockets;

    /// @param server such as `ws://127.0.0.1:8188`
    public JanusVenue(Vertx vertx, URI server) {
        this.vertx = vertx;
        this.server = server;
        sockets = WebSockets.client(vertx);
    }

    @Override
    public Future<? extends Entrance> open(Seat seat) {
        return JanusSocket.open(vertx, sockets, server)
                .map(socket -> seat.receives() ? new JanusViewer(socket) : new JanusPublisher(socket));
    }
}
