package io.plenum.signaling.http;

import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import io.plenum.signaling.protocol.Messages;
import io.plenum.signaling.protocol.QualityJson;
import io.plenum.signaling.room.RoomStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/// Rooms as an operator is shown them. Lists that are longer than an answer say how long they are and where the
/// answer begins.
final class StatusJson {
    private StatusJson() {}

    static JsonObject rooms(List<RoomStatus> rooms, int from, int total) {
        JsonArray array = new JsonArray();
        rooms.forEach(room -> array.add(new JsonObject()
                .put("room", room.name())
                .put("shards", new JsonArray(List.copyOf(room.shards())))
                .put("participants", room.total())));
        return new JsonObject().put("total", total).put("from", from).put("rooms", array);
    }

    /// @param qualities of those who receive anything
    static JsonObject room(RoomStatus room, int from, Map<PeerId, Quality> qualities) {
        JsonArray people = new JsonArray();
        room.people().forEach(person -> people.add(person(person, qualities)));
        return new JsonObject()
                .put("room", room.name())
                .put("shards", new JsonArray(List.copyOf(room.shards())))
                .put("total", room.total())
                .put("from", from)
                .put("participants", people);
    }

    private static JsonObject person(RoomStatus.Person person, Map<PeerId, Quality> qualities) {
        JsonObject object = Messages.participant(person.info())
                .put("transport", person.peer().toString())
                .put("shard", person.shard())
                .put("signaling", person.bySocket() ? "websocket" : "http");
        Quality quality = qualities.get(person.peer());
        return quality == null ? object : object.put("quality", QualityJson.of(quality));
    }
}
