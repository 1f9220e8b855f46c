package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// JSON by WebSocket, in which a reply names its request: those that wait for theirs, and how it came to an end.
///
/// @param <K> what names a request
final class Requests<K> {
    private final WebSocket socket;
    private final Map<K, Promise<JsonObject>> open = new ConcurrentHashMap<>();
    private final Promise<String> closed = Promise.promise();

    /// @param messages who hears whatever comes
    Requests(WebSocket socket, Consumer<JsonObject> messages) {
        this.socket = socket;
        socket.textMessageHandler(
                text -> WebSockets.json(text).ifPresentOrElse(messages, () -> hangUp("what it says is no JSON")));
        socket.closeHandler(_ -> end("the server hung up"));
    }

    /// Fails when the reply never comes because the socket is closed.
    Future<JsonObject> send(K name, JsonObject message) {
        Promise<JsonObject> reply = Promise.promise();
        open.put(name, reply);
        socket.writeTextMessage(message.encode()).onFailure(reply::tryFail);
        return reply.future();
    }

    /// The request that this replies to, which waits no longer; empty when none has such a name.
    Optional<Promise<JsonObject>> take(K name) {
        return Optional.ofNullable(open.remove(name));
    }

    /// When it came to its end, whoever closed it, and how that showed.
    Future<String> closed() {
        return closed.future();
    }

    void hangUp(String why) {
        end(why);
        socket.close();
    }

    private void end(String why) {
        open.values().forEach(reply -> reply.tryFail(why));
        closed.tryComplete(why);
    }
}
