package io.plenum.signaling.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.signaling.media.LinkState;
import io.plenum.signaling.support.RecordedOffers;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of a participant whose socket drops.
class ResumeTest {
    private TestServer server = new TestServer(TestServer.OPEN);

    @AfterEach
    void stop() {
        server.close();
    }

    private void beImpatient() {
        server.close();
        server = new TestServer(TestServer.BRIEF_WINDOW);
    }

    @Test
    void aResumedParticipantGoesOnWhereItWas() throws InterruptedException {
        try (TestClient bob = new TestClient(server);
                TestClient first = new TestClient(server);
                TestClient second = new TestClient(server)) {
            bob.join("standup", "Bob");
            JsonObject joined = first.join("standup", "Ann");
            first.offer(RecordedOffers.read("chromium-meeting"));
            PeerId peer = server.plane().openTransports().getFirst();
            String mid = server.plane()
                    .commands(Command.OpenSlots.class)
                    .getFirst()
                    .slots()
                    .getLast()
                    .mid();
            server.plane().event(new Event.SlotChanged(peer, mid, Optional.of(new TrackId(5))));
            first.next("slots");

            first.kill();
            JsonObject resumed = second.resume(joined.getString("resumeToken"));
            assertTrue(resumed.getBoolean("resumed"));
            assertEquals(joined.getString("participant"), resumed.getString("participant"));
            assertEquals(joined.getInteger("csrc"), resumed.getInteger("csrc"));
            assertNotEquals(joined.getString("resumeToken"), resumed.getString("resumeToken"));
            assertEquals(
                    new JsonObject().put("mid", mid).put("track", "5"),
                    resumed.getJsonArray("slots").getJsonObject(0));
            assertEquals(List.of(peer), server.plane().openTransports());
            assertEquals(List.of(), server.plane().commands(Command.Leave.class));

            second.send(new JsonObject().put("type", "name").put("name", "Anna"));
            second.next("ok");
            bob.nextHere(who -> who.getString("name").equals("Anna"));
            assertEquals(1, server.signaling().snapshot().resumes());
        }
    }

    @Test
    void whoIsInComesBackWhileTheServerDrains() {
        try (TestClient first = new TestClient(server);
                TestClient second = new TestClient(server)) {
            String token = first.join("standup", "Ann").getString("resumeToken");
            TestServer.await(server.signaling().drain());
            first.kill();
            assertTrue(second.resume(token).getBoolean("resumed"));
        }
    }

    @Test
    void aTokenIsGoodOnceAndTheOldSocketIsReplaced() {
        try (TestClient first = new TestClient(server);
                TestClient second = new TestClient(server);
                TestClient third = new TestClient(server)) {
            String token = first.join("standup", "Ann").getString("resumeToken");
            second.resume(token);
            JsonObject error = first.next();
            assertEquals("replaced", error.getString("code"));
            assertTrue(error.getBoolean("fatal"));
            assertEquals(1008, first.closeCode());

            second.send(new JsonObject().put("type", "ping"));
            second.next("pong");
            third.send(new JsonObject().put("type", "join").put("v", 1).put("resume", token));
            assertEquals("cannot-resume", third.next().getString("code"));
            second.send(new JsonObject().put("type", "ping"));
            second.next("pong");
        }
    }

    @Test
    void aTokenStaysGoodWhileNothingShowsThatTheNextOneArrived() {
        try (TestClient first = new TestClient(server);
                TestClient second = new TestClient(server);
                TestClient third = new TestClient(server);
                TestClient fourth = new TestClient(server)) {
            JsonObject joined = first.join("standup", "Ann");
            String token = joined.getString("resumeToken");
            first.kill();
            String lost = second.resume(token).getString("resumeToken"); // as if this reply never came
            second.kill();
            JsonObject again = third.resume(token);
            assertEquals(joined.getString("participant"), again.getString("participant"));
            fourth.send(new JsonObject().put("type", "join").put("v", 1).put("resume", lost));
            assertEquals("cannot-resume", fourth.next().getString("code"), "nobody has that one");
            third.send(new JsonObject().put("type", "leave"));
            third.next("ok");
            assertEquals(0, TestServer.await(server.signaling().entries()));
        }
    }

    @Test
    void whoDoesNotComeBackInTimeIsLost() throws InterruptedException {
        beImpatient();
        try (TestClient bob = new TestClient(server);
                TestClient ann = new TestClient(server);
                TestClient late = new TestClient(server)) {
            bob.join("standup", "Bob");
            JsonObject joined = ann.join("standup", "Ann");
            ann.offer(RecordedOffers.read("chromium-meeting"));
            ann.kill();
            JsonObject left = bob.nextLeft();
            assertEquals(joined.getString("participant"), left.getString("id"));
            assertEquals("lost", left.getString("reason"));
            server.plane().await(plane -> plane.openTransports().isEmpty());
            late.send(new JsonObject().put("type", "join").put("v", 1).put("resume", joined.getString("resumeToken")));
            assertEquals("cannot-resume", late.next().getString("code"));
        }
    }

    @Test
    void aSilentTransportIsToldAndDoesNotEndWhoStillHasASocket() {
        beImpatient();
        try (TestClient ann = new TestClient(server)) {
            ann.join("standup", "Ann");
            ann.offer(RecordedOffers.read("chromium-meeting"));
            PeerId peer = server.plane().openTransports().getFirst();
            server.plane().link(peer, LinkState.CONNECTED);
            server.plane().link(peer, LinkState.DISCONNECTED);
            server.plane().link(peer, LinkState.FAILED);
            assertEquals("connected", ann.next("media").getString("state"));
            assertEquals("disconnected", ann.next("media").getString("state"));
            assertEquals("failed", ann.next("media").getString("state"));
            assertEquals(1, server.signaling().snapshot().participants());
        }
    }

    @Test
    void anotherPeerConnectionStartsAfreshUnderTheSameParticipant() throws InterruptedException {
        try (TestClient bob = new TestClient(server);
                TestClient ann = new TestClient(server)) {
            bob.join("standup", "Bob");
            JsonObject joined = ann.join("standup", "Ann");
            JsonObject first = ann.offer(RecordedOffers.read("chromium-meeting"));
            PeerId old = server.plane().openTransports().getFirst();
            server.plane().link(old, LinkState.FAILED);
            ann.next("media");
            JsonObject second = ann.offer(RecordedOffers.read("chromium-meeting-no-candidates"));
            assertNotEquals(first.getJsonArray("tracks"), second.getJsonArray("tracks"));
            assertEquals(List.of(old), server.plane().closed());
            assertEquals(
                    old, server.plane().commands(Command.Leave.class).getFirst().peer());
            List<Command.Join> joins = server.plane().commands(Command.Join.class);
            assertNotEquals(old, joins.get(1).peer());
            assertEquals(joins.get(0).csrc(), joins.get(1).csrc());
            assertEquals(1, server.plane().openTransports().size());
            String track = second.getJsonArray("tracks").getJsonObject(0).getString("track");
            JsonObject again = bob.nextHere(who -> who.getJsonArray("tracks").stream()
                    .anyMatch(each -> ((JsonObject) each).getString("id").equals(track)));
            assertEquals(joined.getString("participant"), again.getString("id"));
            assertEquals(2, again.getJsonArray("tracks").size(), "the old connection's tracks have ended");
        }
    }

    @Test
    void changedCredentialsRestartIceOnTheSameConnection() {
        try (TestClient ann = new TestClient(server)) {
            ann.join("standup", "Ann");
            String first =
                    ann.offer(RecordedOffers.read("firefox-reoffer-0-first")).getString("sdp");
            String same =
                    ann.offer(RecordedOffers.read("firefox-reoffer-0-first")).getString("sdp");
            assertEquals(ufrag(first), ufrag(same));
            assertEquals(List.of(), server.plane().restarted());
            String next = ann.offer(RecordedOffers.read("firefox-reoffer-1-ice-restart"))
                    .getString("sdp");
            assertNotEquals(ufrag(first), ufrag(next));
            assertEquals(server.plane().openTransports(), server.plane().restarted());
        }
    }

    private static String ufrag(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=ice-ufrag:"))
                .findFirst()
                .orElseThrow();
    }
}
