package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;

/// A Plenum server, by its WebSocket protocol.
public final class PlenumVenue implements Venue {
    private final Vertx vertx;
    private final URI server;
    private final WebSocketClient sockets;

    /// @param server its WebSocket, such as `ws://127.0.0.1:8080/ws`
    public PlenumVenue(Vertx vertx, URI server) {
        this.vertx = vertx;
        this.server = server;
        sockets = WebSockets.client(vertx);
    }

    @Override
    public Future<PlenumEntrance> open(Seat seat) {
        return SignalingSocket.connect(vertx, sockets, server).map(socket -> new PlenumEntrance(socket, seat.layout()));
    }

    @Override
    public void close() {
        sockets.close().await();
    }
}
