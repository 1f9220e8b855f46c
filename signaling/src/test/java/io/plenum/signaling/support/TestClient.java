package io.plenum.signaling.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A WebSocket client that keeps what it is sent, in order.
public final class TestClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final WebSocket socket;

    public TestClient(TestServer server) {
        this(HTTP.newWebSocketBuilder().subprotocols("plenum.v1"), server);
    }

    public TestClient(WebSocket.Builder builder, TestServer server) {
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/ws"), new Listener())
                .join();
    }

    public static WebSocket.Builder builder() {
        return HTTP.newWebSocketBuilder();
    }

    /// Joins, and returns the `joined` message.
    public JsonObject join(String room, String name) {
        send(new JsonObject()
                .put("type", "join")
                .put("id", 1)
                .put("v", 1)
                .put("room", room)
                .put("name", name));
        return next("joined");
    }

    public JsonObject resume(String token) {
        send(new JsonObject().put("type", "join").put("v", 1).put("resume", token));
        return next("joined");
    }

    public JsonObject offer(String sdp) {
        send(new JsonObject().put("type", "offer").put("id", 2).put("sdp", sdp));
        return next("answer");
    }

    public void send(JsonObject message) {
        send(message.encode());
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    public WebSocket socket() {
        return socket;
    }

    /// The next message of a type; those before it are dropped, but an unexpected error fails.
    public JsonObject next(String type) {
        while (true) {
            JsonObject message = next();
            if (message.getString("type").equals(type)) {
                return message;
            }
            if (message.getString("type").equals("error")) {
                throw new AssertionError("expected " + type + " but got " + message);
            }
        }
    }

    /// Somebody of the room, as soon as it is told to be so.
    public JsonObject nextHere(Predicate<JsonObject> state) {
        while (true) {
            for (Object one : next("participants").getJsonArray("here", new JsonArray())) {
                if (state.test((JsonObject) one)) {
                    return (JsonObject) one;
                }
            }
        }
    }

    /// With so many tracks.
    public JsonObject nextHere(String name, int tracks) {
        return nextHere(who ->
                who.getString("name").equals(name) && who.getJsonArray("tracks").size() == tracks);
    }

    /// The next one who is told to have left.
    public JsonObject nextLeft() {
        while (true) {
            JsonArray left = next("participants").getJsonArray("left", new JsonArray());
            if (!left.isEmpty()) {
                return left.getJsonObject(0);
            }
        }
    }

    public JsonObject next() {
        try {
            JsonObject message = received.poll(Patience.SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message in time");
            }
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// What has been received by now and not been taken.
    public int waiting() {
        return received.size();
    }

    public int closeCode() {
        return closeCode.orTimeout(Patience.SECONDS, TimeUnit.SECONDS).join();
    }

    /// Drops the connection without a word, like a browser that was killed.
    public void kill() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(new JsonObject(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeCode.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closeCode.completeExceptionally(error);
        }
    }
}
