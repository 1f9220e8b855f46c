package io.plenum.server.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;

/// What one participant saw, heard and counted at one moment.
record Observation(JsonObject facts) {
    boolean seesAndHears(Collection<String> others) {
        return others.stream().allMatch(name -> sees(name) && hears(name));
    }

    /// Its picture is on the screen now, in the slot that the server says is its own, in the right size.
    boolean sees(String name) {
        return slot("seen", name).getBoolean("right", false);
    }

    boolean hears(String name) {
        return slot("heard", name).getBoolean("right", false);
    }

    boolean knows(Collection<String> others) {
        JsonArray participants = facts.getJsonArray("participants");
        return participants.size() == others.size() && others.stream().allMatch(participants::contains);
    }

    /// Names for whom a slot is held.
    boolean hasSlotFor(String name) {
        return facts.getJsonObject("seen").containsKey(name)
                || facts.getJsonObject("heard").containsKey(name);
    }

    int framesDecoded(String name) {
        return slot("seen", name).getInteger("framesDecoded", 0);
    }

    int freezes(String name) {
        return slot("seen", name).getInteger("freezeCount", 0);
    }

    /// How often the browser has asked for a key frame: at first, and whenever it cannot decode what comes.
    int keyFrameRequests(String name) {
        return slot("seen", name).getInteger("pliCount", 0);
    }

    double frozenMillis(String name) {
        return 1000 * slot("seen", name).getDouble("totalFreezesDuration", 0.0);
    }

    /// When it was made, on the machine's clock.
    long at() {
        return facts.getLong("at");
    }

    /// The frame decoded last; 0 before the first.
    int frameHeight(String name) {
        return slot("seen", name).getInteger("frameHeight", 0);
    }

    /// The number in the picture that is on the screen; -1 when there is none.
    int number(String name) {
        JsonObject image = slot("seen", name).getJsonObject("image");
        return image == null ? -1 : image.getInteger("number");
    }

    /// The m-line in which it is seen.
    String mid(String name) {
        return slot("seen", name).getString("mid", "");
    }

    /// Descriptions set, locally and remotely, and negotiations that the browser asked for.
    JsonObject negotiations() {
        return facts.getJsonObject("negotiations");
    }

    String signaling() {
        return facts.getJsonObject("connection").getString("signaling");
    }

    /// Milliseconds from asking to join until the last of these was first seen and heard.
    int completeAfter(Collection<String> others) {
        JsonObject seen = facts.getJsonObject("firstSeen");
        JsonObject heard = facts.getJsonObject("firstHeard");
        return others.stream()
                .mapToInt(name -> Math.max(seen.getInteger(name), heard.getInteger(name)))
                .max()
                .orElse(0);
    }

    private JsonObject slot(String sense, String name) {
        return facts.getJsonObject(sense).getJsonObject(name, new JsonObject());
    }

    @Override
    public String toString() {
        return facts.encode();
    }
}
