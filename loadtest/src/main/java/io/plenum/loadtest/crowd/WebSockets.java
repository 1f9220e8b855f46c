package io.plenum.loadtest.crowd;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// Connections to whatever speaks by WebSocket: as many as there are participants.
final class WebSockets {
    /// An answer for the 64 m-lines that an offer may have stays well below; Vert.x' default is one frame of 64 KiB.
    private static final int MAX_MESSAGE = 1 << 20;

    private WebSockets() {}

    static WebSocketClient client(Vertx vertx) {
        return vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(MAX_MESSAGE)
                .setMaxMessageSize(MAX_MESSAGE)
                .setMaxConnections(Integer.MAX_VALUE));
    }

    /// Empty when a message is no JSON object.
    static Optional<JsonObject> json(String text) {
        try {
            return Optional.of(new JsonObject(text));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }
}
