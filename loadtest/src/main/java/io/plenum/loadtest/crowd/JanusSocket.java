package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;

/// One session of Janus' JSON API over WebSocket, with one handle of its VideoRoom plugin.
final class JanusSocket {
    private static final String ACKNOWLEDGED = "ack";
    private static final int DEFAULT_PORT = 80;

    private final Vertx vertx;
    private final WebSocket socket;
    private final Requests<String> requests;
    private long session;
    private long handle;
    private long timer;
    private int lastTransaction;

    private JanusSocket(Vertx vertx, WebSocket socket) {
        this.vertx = vertx;
        this.socket = socket;
        this.requests = new Requests<>(socket, this::message);
        closed().onComplete(_ -> vertx.cancelTimer(timer));
    }

    /// @param keepAliveMillis how often the session says that it is there
    static Future<JanusSocket> open(Vertx vertx, WebSocketClient client, URI server, long keepAliveMillis) {
        return client.connect(new WebSocketConnectOptions()
                        .setHost(server.getHost())
                        .setPort(server.getPort() > 0 ? server.getPort() : DEFAULT_PORT)
                        .setURI("/")
                        .setSubProtocols(List.of("janus-protocol")))
                .compose(socket -> {
                    JanusSocket opened = new JanusSocket(vertx, socket);
                    return opened.attach(keepAliveMillis).onFailure(_ -> socket.close());
                });
    }

    private Future<JanusSocket> attach(long keepAliveMillis) {
        return ask(new JsonObject().put("janus", "create"))
                .compose(created -> {
                    session = created.getJsonObject("data").getLong("id");
                    timer = vertx.setPeriodic(keepAliveMillis, _ -> keepAlive());
                    return ask(new JsonObject().put("janus", "attach").put("plugin", "janus.plugin.videoroom"));
                })
                .map(attached -> {
                    handle = attached.getJsonObject("data").getLong("id");
                    return this;
                });
    }

    private void keepAlive() {
        socket.writeTextMessage(new JsonObject()
                .put("janus", "keepalive")
                .put("session_id", session)
                .put("transaction", "keepalive")
                .encode());
    }

    /// Asks the plugin; gives its data, and what SDP came with it as `jsep`.
    Future<JsonObject> plugin(JsonObject body) {
        return ask(new JsonObject()
                .put("janus", "message")
                .put("handle_id", handle)
                .put("body", body));
    }

    Future<JsonObject> plugin(JsonObject body, String type, String sdp) {
        return ask(new JsonObject()
                .put("janus", "message")
                .put("handle_id", handle)
                .put("body", body)
                .put("jsep", new JsonObject().put("type", type).put("sdp", sdp)));
    }

    /// What came with the plugin's data. Throws [IllegalArgumentException] when nothing did.
    static String sdp(JsonObject reply) {
        if (reply.getValue("jsep") instanceof JsonObject jsep && jsep.getValue("sdp") instanceof String sdp) {
            return sdp;
        }
        throw new IllegalArgumentException("an answer without SDP");
    }

    Future<Void> destroy() {
        return ask(new JsonObject().put("janus", "destroy")).compose(_ -> socket.close());
    }

    /// When the session is gone, whoever ended it, and how that showed.
    Future<String> closed() {
        return requests.closed();
    }

    private synchronized Future<JsonObject> ask(JsonObject message) {
        String transaction = "t" + ++lastTransaction;
        if (session != 0) {
            message.put("session_id", session);
        }
        return requests.send(transaction, message.put("transaction", transaction));
    }

    /// What takes time is acknowledged first and answered by an event of the same transaction.
    private void message(JsonObject message) {
        String kind = message.getString("janus", "");
        if (!kind.equals(ACKNOWLEDGED)) {
            requests.take(message.getString("transaction", ""))
                    .ifPresentOrElse(reply -> answer(reply, message), () -> unasked(kind, message));
        }
    }

    /// An error that answers nothing we wait for is that of a keep-alive: Janus does not know the session any more.
    private void unasked(String kind, JsonObject message) {
        switch (kind) {
            case "timeout" -> requests.hangUp("the session has timed out");
            case "hangup" ->
                requests.hangUp("Janus ended the media: " + message.getString("reason", "it does not say why"));
            case "error" -> requests.hangUp(failure(message, message));
            default -> {}
        }
    }

    private static void answer(Promise<JsonObject> reply, JsonObject message) {
        JsonObject data = message.getJsonObject("plugindata", new JsonObject()).getJsonObject("data", message);
        String failure = failure(message, data);
        if (failure.isEmpty()) {
            reply.tryComplete(message.containsKey("jsep") ? data.copy().put("jsep", message.getValue("jsep")) : data);
        } else {
            reply.tryFail(failure);
        }
    }

    private static String failure(JsonObject message, JsonObject data) {
        return message.containsKey("error")
                ? message.getJsonObject("error").getString("reason")
                : data.getString("error", "");
    }
}
