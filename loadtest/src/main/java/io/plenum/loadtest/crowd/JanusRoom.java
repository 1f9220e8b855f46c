package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// A room of Janus: its rooms have numbers, and must be made before somebody can join.
final class JanusRoom {
    private static final int NUMBERS = 1_000_000_000;
    private static final int MOST_PUBLISHERS = 1_000;

    private JanusRoom() {}

    static int number(String name) {
        return Math.floorMod(name.hashCode(), NUMBERS) + 1;
    }

    /// Done when there is the room, whoever made it.
    static Future<Void> make(JanusSocket socket, String name) {
        JsonObject body = new JsonObject()
                .put("request", "create")
                .put("room", number(name))
                .put("publishers", MOST_PUBLISHERS)
                .put("bitrate", 0)
                .put("audiocodec", "opus")
                .put("videocodec", "vp8,vp9,av1,h264")
                .put("audiolevel_ext", true)
                .put("transport_wide_cc_ext", true);
        return socket.plugin(body)
                .<Void>mapEmpty()
                .recover(failure -> exists(failure) ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    private static boolean exists(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("already exists");
    }

    /// The numbers of those who publish in it now.
    static Future<List<Long>> feeds(JanusSocket socket, String name) {
        return socket.plugin(new JsonObject().put("request", "listparticipants").put("room", number(name)))
                .map(reply -> publishing(reply.getJsonArray("participants")));
    }

    private static List<Long> publishing(JsonArray participants) {
        List<Long> feeds = new ArrayList<>();
        for (int i = 0; i < participants.size(); i++) {
            JsonObject participant = participants.getJsonObject(i);
            if (participant.getBoolean("publisher", false)) {
                feeds.add(participant.getLong("id"));
            }
        }
        return feeds;
    }
}
