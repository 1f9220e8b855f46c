package io.plenum.signaling.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.TrackId;
import io.plenum.signaling.support.RecordedOffers;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What people do while they meet.
class MeetingTest {
    private final TestServer server = new TestServer(TestServer.OPEN);
    private final TestClient ann = new TestClient(server);
    private final TestClient bob = new TestClient(server);

    @AfterEach
    void stop() {
        ann.close();
        bob.close();
        server.close();
    }

    private static JsonObject track(JsonObject participant, int index) {
        return participant.getJsonArray("tracks").getJsonObject(index);
    }

    @Test
    void aFailureOfARoomThatIsGonePutsNobodyOutOfTheNextOne() {
        try (TestClient ann = new TestClient(server);
                TestClient bob = new TestClient(server)) {
            ann.join("standup", "Ann");
            ann.offer(RecordedOffers.read("chromium-meeting"));
            RoomId gone = server.plane().commands(Command.Join.class).getFirst().room();
            ann.send(new JsonObject().put("type", "leave"));
            ann.next("ok");

            assertEquals("standup", bob.join("standup", "Bob").getString("room"));
            bob.offer(RecordedOffers.read("chromium-meeting"));
            RoomId next = server.plane().commands(Command.Join.class).getLast().room();
            server.plane().event(new Event.RoomFailed(gone, "a bug"));
            server.plane().event(new Event.SpeakersChanged(next, List.of()));
            bob.next("speakers");
            assertEquals(1, server.signaling().snapshot().participants());

            server.plane().event(new Event.RoomFailed(next, "a bug"));
            JsonObject error = bob.next();
            assertEquals("cannot-resume", error.getString("code"), error::encode);
        }
    }

    @Test
    void tracksAreSeenWithTheirSourcesMutesAndSilences() {
        ann.join("standup", "Ann");
        bob.join("standup", "Bob");
        bob.send(new JsonObject()
                .put("type", "offer")
                .put("sdp", RecordedOffers.read("chromium-meeting"))
                .put(
                        "tracks",
                        List.of(
                                new JsonObject().put("mid", "0").put("source", "screen-audio"),
                                new JsonObject()
                                        .put("mid", "1")
                                        .put("source", "screen")
                                        .put("muted", true))));
        JsonArray own = bob.next("answer").getJsonArray("tracks");
        JsonObject published = ann.nextHere("Bob", 2);
        assertEquals("screen-audio", track(published, 0).getString("source"));
        assertEquals("screen", track(published, 1).getString("source"));
        assertTrue(track(published, 1).getBoolean("muted"));
        assertFalse(track(published, 0).containsKey("flowing"));
        String id = own.getJsonObject(0).getString("track");
        assertEquals(id, track(published, 0).getString("id"));

        bob.send(new JsonObject()
                .put("type", "mute")
                .put("id", 3)
                .put("track", id)
                .put("muted", true));
        assertEquals(3, bob.next("ok").getInteger("re"));
        ann.nextHere(who -> track(who, 0).getBoolean("muted"));
        PeerId peer = server.plane().openTransports().getFirst();
        TrackId track = new TrackId(Long.parseLong(id));
        assertEquals(
                List.of(new Command.Mute(peer, track, true)), server.plane().commands(Command.Mute.class));

        bob.send(new JsonObject().put("type", "mute").put("track", id).put("muted", false));
        bob.next("ok");
        ann.nextHere(who -> !track(who, 0).getBoolean("muted"));
        server.plane().event(new Event.TrackFlowing(peer, track, false));
        assertFalse(track(ann.nextHere("Bob", 2), 0).getBoolean("flowing"));
        server.plane().event(new Event.TrackFlowing(peer, track, true));
        assertFalse(track(ann.nextHere("Bob", 2), 0).containsKey("flowing"));
    }

    @Test
    void tracksOfAnOlderConnectionAreGone() {
        ann.join("standup", "Ann");
        bob.join("standup", "Bob");
        bob.offer(RecordedOffers.read("chromium-meeting"));
        ann.nextHere("Bob", 2);
        bob.offer(RecordedOffers.read("firefox-recvonly"));
        ann.nextHere("Bob", 0);
    }

    @Test
    void aMuteDuringARestartIsNotForgotten() {
        ann.join("standup", "Ann");
        JsonObject answer = ann.offer(RecordedOffers.read("chromium-reoffer-0-first"));
        String id = answer.getJsonArray("tracks").getJsonObject(0).getString("track");
        server.plane().hold();
        ann.send(new JsonObject()
                .put("type", "offer")
                .put("sdp", RecordedOffers.read("chromium-reoffer-1-ice-restart")));
        ann.send(new JsonObject().put("type", "mute").put("track", id).put("muted", true));
        ann.next("ok");
        ann.send(new JsonObject().put("type", "offer").put("sdp", RecordedOffers.read("chromium-reoffer-0-first")));
        assertEquals("bad-offer", ann.next().getString("code"), "one at a time");
        server.plane().release();
        ann.next("answer");
        assertEquals(2, server.plane().commands(Command.Publish.class).size(), "not published anew, unmuted");
        JsonObject seen =
                bob.join("standup", "Bob").getJsonArray("participants").getJsonObject(0);
        assertTrue(track(seen, 0).getBoolean("muted"));
    }

    @Test
    void aViewNamesTracksThatAreThereAndOutlivesTheConnection() {
        ann.join("standup", "Ann");
        bob.join("standup", "Bob");
        String id = ann.offer(RecordedOffers.read("chromium-meeting"))
                .getJsonArray("tracks")
                .getJsonObject(1)
                .getString("track");
        TrackId track = new TrackId(Long.parseLong(id));
        bob.send(new JsonObject()
                .put("type", "view")
                .put("fill", false)
                .put(
                        "wishes",
                        List.of(
                                new JsonObject().put("track", "999"),
                                new JsonObject()
                                        .put("track", id)
                                        .put("width", 1280)
                                        .put("height", 720))));
        bob.next("ok");
        assertEquals(List.of(), server.plane().commands(Command.View.class), "not in the engine yet");
        bob.offer(RecordedOffers.read("firefox-meeting"));
        Command.View view = server.plane().commands(Command.View.class).getFirst();
        assertEquals(List.of(new Command.Wish(track, 1280, 720)), view.wishes());
        assertFalse(view.fillVideo());
        assertTrue(view.fillAudio());
        List<Command> commands = server.plane().commands();
        Command.OpenSlots open =
                server.plane().commands(Command.OpenSlots.class).getLast();
        assertTrue(commands.indexOf(view) < commands.indexOf(open), "before the slots it is about");
    }

    @Test
    void leavingWhileTheTransportOpensLeavesNothingBehind() throws InterruptedException {
        ann.join("standup", "Ann");
        server.plane().hold();
        ann.send(new JsonObject().put("type", "offer").put("sdp", RecordedOffers.read("chromium-meeting")));
        ann.send(new JsonObject().put("type", "leave"));
        ann.next("ok");
        server.plane().release();
        server.plane().await(plane -> plane.closed().size() == 1);
        assertEquals(List.of(), server.plane().openTransports());
        assertEquals(List.of(), server.plane().commands());
    }

    @Test
    void roomsAreSpreadOverShardsAndParticipantsOfARoomAreNot() {
        String offer = RecordedOffers.read("chromium-sendrecv");
        ann.join("one", "Ann");
        ann.offer(offer);
        bob.join("two", "Bob");
        bob.offer(offer);
        assertEquals(List.of(0, 1), server.plane().shardsUsed());
        try (TestClient cleo = new TestClient(server)) {
            cleo.join("two", "Cleo");
            cleo.offer(offer);
            assertEquals(List.of(0, 1, 1), server.plane().shardsUsed());
        }
    }
}
