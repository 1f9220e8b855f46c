package io.plenum.loadtest.crowd;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Janus' JSON API over WebSocket as its VideoRoom plugin speaks it, without media: what it is asked is kept, and
/// refused where it is not what Janus takes.
final class JanusDouble {
    static final String OFFER = "v=0 the server's";
    static final String ANSWER = "v=0 the server's answer";
    private static final String PROTOCOL = "janus-protocol";
    private static final long SESSION = 4_711;
    private static final long HANDLE = 815;
    private static final int PATIENCE_SECONDS = 20;
    private static final int NO_SUCH_SESSION = 458;
    private static final int INVALID = 456;
    private static final int ROOM_EXISTS = 427;

    private final URI address;
    private final BlockingQueue<JsonObject> requests = new LinkedBlockingQueue<>();
    private final AtomicInteger keepAlives = new AtomicInteger();
    private volatile @Nullable ServerWebSocket socket;
    private volatile boolean roomExists;
    private volatile boolean sessionLost;
    private volatile String refused = "";

    JanusDouble(Vertx vertx) {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of(PROTOCOL)))
                .webSocketHandler(this::opened)
                .listen(0, "127.0.0.1")
                .await();
        address = URI.create("ws://127.0.0.1:" + server.actualPort());
    }

    URI address() {
        return address;
    }

    void roomExists() {
        roomExists = true;
    }

    /// Forgets the session, as when it was silent for too long.
    void loseSession() {
        sessionLost = true;
    }

    /// Refuses one kind of request: what a session, a handle or the plugin is asked for.
    void refuse(String kind) {
        refused = kind;
    }

    int keepAlives() {
        return keepAlives.get();
    }

    /// The next one that was asked, but for keep-alives.
    JsonObject request() throws InterruptedException {
        JsonObject next = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was asked for " + PATIENCE_SECONDS + " s");
        }
        return next;
    }

    void say(String text) {
        ServerWebSocket open = socket;
        if (open == null) {
            throw new AssertionError("nobody is connected");
        }
        open.writeTextMessage(text);
    }

    void hangUp() {
        ServerWebSocket open = socket;
        if (open != null) {
            open.close();
        }
    }

    private void opened(ServerWebSocket opened) {
        if (!PROTOCOL.equals(opened.subProtocol())) {
            opened.close();
            return;
        }
        socket = opened;
        opened.textMessageHandler(text -> asked(new JsonObject(text)));
    }

    private void asked(JsonObject request) {
        String kind = request.getString("janus");
        boolean knowsSession = kind.equals("create") || request.getLong("session_id", 0L) == SESSION;
        if (kind.equals("keepalive")) {
            keepAlives.incrementAndGet();
        } else {
            requests.add(request);
        }
        if (!knowsSession || sessionLost) {
            error(request, NO_SUCH_SESSION, "No such session " + request.getLong("session_id"));
        } else if (kind.equals(refused)) {
            error(request, INVALID, "refused: " + kind);
        } else {
            answer(kind, request);
        }
    }

    private void answer(String kind, JsonObject request) {
        switch (kind) {
            case "create" -> success(request, SESSION);
            case "attach" -> attach(request);
            case "keepalive" -> reply(request, "ack");
            case "destroy" -> reply(request, "success");
            case "message" -> plugin(request);
            default -> error(request, INVALID, "Unknown request '" + kind + "'");
        }
    }

    private void attach(JsonObject request) {
        if ("janus.plugin.videoroom".equals(request.getString("plugin"))) {
            success(request, HANDLE);
        } else {
            error(request, INVALID, "No such plugin");
        }
    }

    private void plugin(JsonObject request) {
        JsonObject body = request.getJsonObject("body");
        String asked = body.getString("request");
        if (request.getLong("handle_id", 0L) != HANDLE) {
            error(request, INVALID, "No such handle");
        } else if (asked.equals(refused)) {
            event(request, new JsonObject().put("error_code", INVALID).put("error", "refused: " + asked), null);
        } else {
            plugin(asked, request, body);
        }
    }

    private void plugin(String asked, JsonObject request, JsonObject body) {
        switch (asked) {
            case "create" -> create(request);
            case "listparticipants" -> now(request, new JsonObject().put("participants", participants()));
            case "publish" -> event(request, new JsonObject().put("configured", "ok"), jsep("answer", ANSWER));
            case "start" -> event(request, new JsonObject().put("started", "ok"), null);
            case "join" -> {
                boolean watches = body.getString("ptype").equals("subscriber");
                String done = watches ? "attached" : "joined";
                event(request, new JsonObject().put("videoroom", done), watches ? jsep("offer", OFFER) : null);
            }
            default -> event(request, new JsonObject().put("error", "Unknown request '" + asked + "'"), null);
        }
    }

    private void create(JsonObject request) {
        Integer room = request.getJsonObject("body").getInteger("room");
        JsonObject exists = new JsonObject()
                .put("videoroom", "event")
                .put("error_code", ROOM_EXISTS)
                .put("error", "Room " + room + " already exists");
        now(
                request,
                roomExists
                        ? exists
                        : new JsonObject().put("videoroom", "created").put("room", room));
    }

    /// Two who publish and one who does not.
    private static JsonArray participants() {
        JsonArray participants = new JsonArray();
        for (int id = 1; id <= 3; id++) {
            participants.add(new JsonObject().put("id", id).put("publisher", id != 2));
        }
        return participants;
    }

    private static JsonObject jsep(String type, String sdp) {
        return new JsonObject().put("type", type).put("sdp", sdp);
    }

    private void success(JsonObject request, long id) {
        say(reply("success", request)
                .put("data", new JsonObject().put("id", id))
                .encode());
    }

    private void reply(JsonObject request, String kind) {
        say(reply(kind, request).encode());
    }

    private void error(JsonObject request, int code, String reason) {
        JsonObject error = new JsonObject().put("code", code).put("reason", reason);
        say(reply("error", request).put("error", error).encode());
    }

    /// What the plugin can say at once.
    private void now(JsonObject request, JsonObject data) {
        say(reply("success", request).put("plugindata", plugindata(data)).encode());
    }

    /// What it does on a thread of its own: acknowledged, then told.
    private void event(JsonObject request, JsonObject data, @Nullable JsonObject jsep) {
        reply(request, "ack");
        JsonObject event = reply("event", request).put("plugindata", plugindata(data));
        say((jsep == null ? event : event.put("jsep", jsep)).encode());
    }

    private static JsonObject plugindata(JsonObject data) {
        return new JsonObject().put("plugin", "janus.plugin.videoroom").put("data", data);
    }

    private static JsonObject reply(String kind, JsonObject request) {
        return new JsonObject()
                .put("janus", kind)
                .put("session_id", SESSION)
                .put("transaction", request.getString("transaction"));
    }
}
