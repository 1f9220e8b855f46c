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
    private final Vertx vertx;
    private final Requests<Integer> requests;
    private final Map<String, Integer> heard = new ConcurrentHashMap<>();
    private volatile Consumer<JsonObject> unasked = _ -> {};
    private int lastId;

    private SignalingSocket(WebSocket socket, Vertx vertx) {
        this.vertx = vertx;
        this.requests = new Requests<>(socket, this::message);
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
        return requests.send(id, message.put("id", id));
    }

    /// Who hears what comes unasked.
    void unasked(Consumer<JsonObject> listener) {
        unasked = listener;
    }

    /// Does something on the thread on which messages come, unless the socket is closed by then.
    void later(long nanos, Runnable task) {
        vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(nanos), _ -> {
            if (!closed().isComplete()) {
                task.run();
            }
        });
    }

    private void message(JsonObject message) {
        Integer id = message.getInteger("re");
        Promise<JsonObject> reply = id == null ? null : requests.take(id).orElse(null);
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
        return requests.closed();
    }
}
