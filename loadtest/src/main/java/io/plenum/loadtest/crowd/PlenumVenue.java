package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.net.URI;
import java.util.Optional;

/// A Plenum server, by its WebSocket protocol.
public final class PlenumVenue implements Venue {
    private final Vertx vertx;
    private final URI server;
    private final Optional<String> token;
    private final WebSocketClient sockets;

    /// @param server its WebSocket, such as `ws://127.0.0.1:8080/ws`
    /// @param token for a server that asks for one; it must be for any room
    public PlenumVenue(Vertx vertx, URI server, Optional<String> token) {
        this.vertx = vertx;
        this.server = server;
        this.token = token;
        sockets = WebSockets.client(vertx);
    }

    @Override
    public Future<PlenumEntrance> open(Seat seat) {
        return SignalingSocket.connect(vertx, sockets, server)
                .map(socket -> new PlenumEntrance(socket, seat.layout(), token));
    }
}
