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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One session of Janus' JSON API over WebSocket, with one handle of its VideoRoom plugin.
final class JanusSocket {
    /// Janus forgets a session that is silent for a minute.
    private static final long KEEP_ALIVE_MILLIS = 25_000;

    private static final String ACKNOWLEDGED = "ack";

    private final Vertx vertx;
    private final WebSocket socket;
    private final Map<String, Promise<JsonObject>> asked = new ConcurrentHashMap<>();
    private final Promise<Void> closed = Promise.promise();
    private long session;
    private long handle;
    private long timer;
    private int lastTransaction;

    private JanusSocket(Vertx vertx, WebSocket socket) {
        this.vertx = vertx;
        this.socket = socket;
        socket.textMessageHandler(text -> message(new JsonObject(text)));
        socket.closeHandler(_ -> end());
    }

    static Future<JanusSocket> open(Vertx vertx, WebSocketClient client, URI server) {
        return client.connect(new WebSocketConnectOptions()
                        .setHost(server.getHost())
                        .setPort(server.getPort())
                        .setURI("/")
                        .setSubProtocols(List.of("janus-protocol")))
                .compose(socket -> new JanusSocket(vertx, socket).attach());
    }

    private Future<JanusSocket> attach() {
        return ask(new JsonObject().put("janus", "create"))
                .compose(created -> {
                    session = created.getJsonObject("data").getLong("id");
                    timer = vertx.setPeriodic(KEEP_ALIVE_MILLIS, _ -> keepAlive());
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

    Future<Void> destroy() {
        return ask(new JsonObject().put("janus", "destroy")).compose(_ -> socket.close());
    }

    /// When the socket is gone, whoever closed it.
    Future<Void> closed() {
        return closed.future();
    }

    private synchronized Future<JsonObject> ask(JsonObject message) {
        String transaction = "t" + ++lastTransaction;
        Promise<JsonObject> reply = Promise.promise();
        asked.put(transaction, reply);
        if (session != 0) {
            message.put("session_id", session);
        }
        socket.writeTextMessage(message.put("transaction", transaction).encode())
                .onFailure(reply::tryFail);
        return reply.future();
    }

    /// What takes time is acknowledged first and answered by an event of the same transaction.
    private void message(JsonObject message) {
        String transaction = message.getString("transaction", "");
        Promise<JsonObject> reply = asked.get(transaction);
        if (reply == null || message.getString("janus").equals(ACKNOWLEDGED)) {
            return;
        }
        asked.remove(transaction);
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

    private void end() {
        vertx.cancelTimer(timer);
        asked.values().forEach(reply -> reply.tryFail("the socket is closed"));
        closed.tryComplete();
    }
}
