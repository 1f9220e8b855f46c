package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;

/// A Plenum server, by its WebSocket protocol.
public final class PlenumVenue implements Venue {
    /// An answer for the 64 m-lines that an offer may have stays well below; Vert.x' default is one frame of 64 KiB.
    private static final int MAX_MESSAGE = 1 << 20;

    private final Vertx vertx;
    private final URI server;
    private final WebSocketClient sockets;

    /// @param server its WebSocket, such as `ws://127.0.0.1:8080/ws`
    public PlenumVenue(Vertx vertx, URI server) {
        this.vertx = vertx;
        this.server = server;
        sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(MAX_MESSAGE)
                .setMaxMessageSize(MAX_MESSAGE)
                .setMaxConnections(Integer.MAX_VALUE));
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
