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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A client's end of the signaling protocol: requests with their replies, and a count of everything else.
final class SignalingSocket {
    private final WebSocket socket;
    private final Vertx vertx;
    private final Map<Integer, Promise<JsonObject>> asked = new ConcurrentHashMap<>();
    private final Map<String, Integer> heard = new ConcurrentHashMap<>();
    private final Promise<String> closed = Promise.promise();
    private volatile Consumer<JsonObject> unasked = _ -> {};
    private int lastId;

    private SignalingSocket(WebSocket socket, Vertx vertx) {
        this.socket = socket;
        this.vertx = vertx;
        socket.textMessageHandler(
                text -> WebSockets.json(text).ifPresentOrElse(this::message, () -> hangUp("what it says is no JSON")));
        socket.closeHandler(_ -> end("the server hung up"));
    }

    static Future<SignalingSocket> connect(Vertx vertx, WebSocketClient client, URI server) {
        return client.connect(new WebSocketConnectOptions()
                        .setHost(server.getHost())
                        .setPort(server.getPort())
                        .setSsl(server.getScheme().equals("wss"))
                        .setURI(server.getPath())
                        .setSubProtocols(List.of("plenum.v1")))
                .map(socket -> new SignalingSocket(socket, vertx));
    }

    /// Sends a request; fails when the answer is an error, or never comes because the socket is closed.
    synchronized Future<JsonObject> request(JsonObject message) {
        int id = ++lastId;
        Promise<JsonObject> reply = Promise.promise();
        asked.put(id, reply);
        socket.writeTextMessage(message.put("id", id).encode()).onFailure(reply::tryFail);
        return reply.future();
    }

    /// Who hears what comes unasked.
    void unasked(Consumer<JsonObject> listener) {
        unasked = listener;
    }

    /// Does something on the thread on which messages come, unless the socket is closed by then.
    void later(long nanos, Runnable task) {
        vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(nanos), _ -> {
            if (!closed.future().isComplete()) {
                task.run();
            }
        });
    }

    private void message(JsonObject message) {
        Integer id = message.getInteger("re");
        Promise<JsonObject> reply = id == null ? null : asked.remove(id);
        String type = message.getString("type");
        if (reply == null) {
            heard.merge(type, 1, Integer::sum);
            unasked.accept(message);
        } else if (type.equals("error")) {
            reply.tryFail(message.getString("code") + ": " + message.getString("message"));
        } else {
            reply.tryComplete(message);
        }
    }

    /// How many messages of each type came unasked.
    Map<String, Integer> heard() {
        return Map.copyOf(heard);
    }

    /// When the socket is gone, whoever closed it, and how that showed.
    Future<String> closed() {
        return closed.future();
    }

    private void hangUp(String why) {
        end(why);
        socket.close();
    }

    private void end(String why) {
        asked.values().forEach(reply -> reply.tryFail(why));
        closed.tryComplete(why);
    }
}
