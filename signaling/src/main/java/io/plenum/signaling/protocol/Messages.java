package io.plenum.signaling.protocol;

import io.plenum.core.Quality;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.media.LinkState;
import io.plenum.signaling.negotiate.Negotiator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The server's messages.
public final class Messages {
    private Messages() {}

    /// Makes a message the reply to a request.
    public static JsonObject reply(JsonObject message, Optional<Object> id) {
        id.ifPresent(value -> message.put("re", value));
        return message;
    }

    public static JsonObject ok() {
        return message("ok");
    }

    public static JsonObject pong() {
        return message("pong");
    }

    public static JsonObject error(Refusal refusal, boolean fatal) {
        return message("error")
                .put("code", refusal.code().text())
                .put("message", refusal.sentence())
                .put("fatal", fatal);
    }

    /// Its list of people is put together of what was written before: a room of a thousand is told to each of them.
    public static Outgoing joined(Joined joined, Optional<Object> id) {
        JsonObject message = message("joined")
                .put("v", 1)
                .put("room", joined.room())
                .put("participant", joined.participant())
                .put("csrc", joined.csrc())
                .put("resumeToken", joined.resumeToken())
                .put("resumeWindowMs", joined.resumeWindowMillis())
                .put("resumed", joined.resumed())
                .put("maxAudioSlots", Negotiator.MAX_AUDIO_SLOTS)
                .put("maxVideoSlots", Negotiator.MAX_VIDEO_SLOTS)
                .put("slots", slotList(joined.slots()))
                .put("speakers", strings(joined.speakers()));
        return Outgoing.of(reply(message, id), "participants", joined.others());
    }

    public static JsonObject answer(String sdp, List<TrackSpec> tracks) {
        JsonArray ids = new JsonArray();
        tracks.forEach(track -> ids.add(new JsonObject().put("mid", track.mid()).put("track", text(track.id()))));
        return message("answer").put("sdp", sdp).put("tracks", ids);
    }

    public static JsonObject slots(Map<String, Optional<TrackId>> changes) {
        return message("slots").put("slots", slotList(changes));
    }

    /// What has changed among the people of a room.
    ///
    /// @param total how many are there
    /// @param here as [Described] has written them: who came, and who is not as before
    /// @param left by their ids
    public static Outgoing participants(int total, List<String> here, Map<String, LeaveReason> left) {
        JsonObject message = message("participants").put("total", total);
        if (!left.isEmpty()) {
            JsonArray gone = new JsonArray();
            left.forEach((id, reason) -> gone.add(new JsonObject().put("id", id).put("reason", reason.text())));
            message.put("left", gone);
        }
        return here.isEmpty() ? Outgoing.of(message) : Outgoing.of(message, "here", here);
    }

    public static JsonObject speakers(List<String> participants) {
        return message("speakers").put("speakers", strings(participants));
    }

    /// Which encodings of the receiver's own track anybody watches.
    ///
    /// @param watched one for each of the track's encodings
    public static JsonObject layers(TrackSpec track, List<Boolean> watched) {
        JsonArray encodings = new JsonArray();
        for (int i = 0; i < watched.size(); i++) {
            String rid = track.encodings().get(i).rid();
            JsonObject encoding = rid.isEmpty() ? new JsonObject() : new JsonObject().put("rid", rid);
            encodings.add(encoding.put("active", watched.get(i)));
        }
        return message("layers").put("track", text(track.id())).put("encodings", encodings);
    }

    public static JsonObject quality(Quality quality) {
        return message("quality").mergeIn(QualityJson.of(quality));
    }

    public static JsonObject media(LinkState state) {
        return message("media").put("state", state.name().toLowerCase(Locale.ROOT));
    }

    private static JsonObject message(String type) {
        return new JsonObject().put("type", type);
    }

    /// Somebody in a room, as everybody there is told.
    public static JsonObject participant(ParticipantInfo who) {
        JsonArray tracks = new JsonArray();
        who.tracks().forEach(track -> tracks.add(track(track)));
        return new JsonObject()
                .put("id", who.id())
                .put("name", who.name())
                .put("csrc", who.csrc())
                .put("tracks", tracks);
    }

    private static JsonObject track(ParticipantInfo.Track track) {
        JsonObject object = new JsonObject()
                .put("id", text(track.id()))
                .put("kind", RequestReader.kindName(track.kind()))
                .put("source", RequestReader.sourceName(track.source()))
                .put("muted", track.muted());
        return track.flowing() || track.muted() ? object : object.put("flowing", false);
    }

    private static JsonArray slotList(Map<String, Optional<TrackId>> slots) {
        JsonArray array = new JsonArray();
        slots.forEach((mid, track) -> {
            JsonObject slot = new JsonObject().put("mid", mid);
            track.ifPresentOrElse(id -> slot.put("track", text(id)), () -> slot.putNull("track"));
            array.add(slot);
        });
        return array;
    }

    static String text(TrackId id) {
        return String.valueOf(id.value());
    }

    private static JsonArray strings(List<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }
}
