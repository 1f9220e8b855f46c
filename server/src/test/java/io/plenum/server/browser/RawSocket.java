package io.plenum.server.browser;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/// A signaling socket for a client that does not keep to the protocol. Owned by one test thread.
final class RawSocket implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NOT_CLOSED = 0;

    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final StringBuilder partial = new StringBuilder();
    private final List<JsonObject> messages = new ArrayList<>();
    private int closeCode = NOT_CLOSED;

    RawSocket(ServerProcess server) {
        URI address = server.page("/ws");
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws" + address.toString().substring("http".length())), this)
                .join();
    }

    static RawSocket joined(ServerProcess server, String room) {
        RawSocket socket = new RawSocket(server);
        socket.send(new JsonObject()
                .put("type", "join")
                .put("v", 1)
                .put("room", room)
                .put("name", "Mallory")
                .encode());
        socket.await("joined", message -> message.getString("type").equals("joined"));
        return socket;
    }

    /// A server that has had enough may be gone before everything is sent.
    void send(String text) {
        try {
            socket.sendText(text, true).join();
        } catch (CompletionException e) {
            Await.until("closed, since it takes nothing more", PATIENCE, this::closeCode, code -> code != NOT_CLOSED);
        }
    }

    void awaitError(String code) {
        await("error " + code, message -> code.equals(message.getString("code")));
    }

    void awaitPong() {
        await("pong", message -> message.getString("type").equals("pong"));
    }

    void awaitClosed(int code) {
        Await.until("closed with " + code, PATIENCE, this::closeCode, now -> now == code);
    }

    private void await(String what, Predicate<JsonObject> good) {
        Await.until(what, PATIENCE, this::messages, all -> all.stream().anyMatch(good));
    }

    private synchronized List<JsonObject> messages() {
        return List.copyOf(messages);
    }

    private synchronized int closeCode() {
        return closeCode;
    }

    @Override
    public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(new JsonObject(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public synchronized CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closeCode = status;
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
