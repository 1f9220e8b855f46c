package io.plenum.server.browser;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Commands and their results over a WebSocket, as the DevTools protocol and WebDriver BiDi both have them: an `id`
/// and a `method` go out, the same `id` comes back with a `result` or an `error`; what has no `id` is an event.
final class CommandSocket implements WebSocket.Listener, AutoCloseable {
    /// Longer than any browser needs for one command on a busy machine; a hung browser must not hang the build.
    private static final long REPLY_SECONDS = 60;

    private final Consumer<JsonObject> events;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final StringBuilder partial = new StringBuilder();

    CommandSocket(URI address, Consumer<JsonObject> events) {
        this.events = events;
        this.socket = http.newWebSocketBuilder().buildAsync(address, this).join();
    }

    /// Blocks until the browser has answered.
    JsonObject call(JsonObject command) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonObject> reply = new CompletableFuture<>();
        waiting.put(id, reply);
        send(command.copy().put("id", id).encode());
        try {
            return reply.get(REPLY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(command.getString("method") + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            waiting.remove(id);
        }
    }

    /// One at a time: the JDK's WebSocket refuses a second message while the first is being sent.
    private synchronized void send(String text) {
        socket.sendText(text, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonObject message = new JsonObject(partial.toString());
            partial.setLength(0);
            receive(message);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    private void receive(JsonObject message) {
        Integer id = message.getInteger("id");
        if (id == null) {
            events.accept(message);
            return;
        }
        CompletableFuture<JsonObject> reply = waiting.remove(id);
        if (reply == null) {
            return;
        }
        if (message.containsKey("error")) {
            reply.completeExceptionally(new IOException(message.encode()));
        } else {
            reply.complete(message.getJsonObject("result"));
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        fail(new IOException("the browser closed its control connection: " + status + " " + reason));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        fail(error);
    }

    private void fail(Throwable cause) {
        waiting.values().forEach(reply -> reply.completeExceptionally(cause));
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
