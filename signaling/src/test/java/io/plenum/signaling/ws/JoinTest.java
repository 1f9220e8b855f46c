package io.plenum.signaling.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.MediaKind;
import io.plenum.core.PeerId;
import io.plenum.core.SlotSpec;
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

/// Two browsers in a room, from the join to what plays in their slots.
class JoinTest {
    private final TestServer server = new TestServer(TestServer.OPEN);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoJoinsLearnsWhoIsThereAndTheOthersLearnOfIt() {
        try (TestClient ann = new TestClient(server);
                TestClient bob = new TestClient(server)) {
            JsonObject first = ann.join("standup", "Ann");
            assertEquals(1, first.getInteger("re"));
            assertEquals("standup", first.getString("room"));
            assertFalse(first.getBoolean("resumed"));
            assertTrue(first.getJsonArray("participants").isEmpty());

            JsonObject second = bob.join("standup", "Bob");
            assertEquals(
                    "Ann", second.getJsonArray("participants").getJsonObject(0).getString("name"));
            JsonObject told = ann.nextHere("Bob", 0);
            assertEquals(second.getString("participant"), told.getString("id"));
            assertEquals(second.getInteger("csrc"), told.getInteger("csrc"));
        }
    }

    @Test
    void anOfferOpensATransportAndTellsTheEngineInOrder() throws InterruptedException {
        try (TestClient ann = new TestClient(server)) {
            ann.join("standup", "Ann");
            JsonObject answer = ann.offer(RecordedOffers.read("chromium-meeting"));
            assertEquals(2, answer.getInteger("re"));
            assertFalse(answer.getJsonArray("tracks").isEmpty());

            List<Command> commands = server.plane().commands();
            Command.Join join = (Command.Join) commands.getFirst();
            assertEquals("standup#1", join.room().name());
            assertTrue(commands.get(1) instanceof Command.OpenSlots, commands.toString());
            assertEquals(2, server.plane().commands(Command.Publish.class).size());
            assertEquals(List.of(join.peer()), server.plane().openTransports());

            server.plane().link(join.peer(), LinkState.CONNECTED);
            assertEquals("connected", ann.next("media").getString("state"));
            assertEquals(1, server.plane().commands(Command.Connected.class).size());
        }
    }

    @Test
    void whatPlaysInASlotIsToldInOneMessage() {
        try (TestClient ann = new TestClient(server)) {
            ann.join("standup", "Ann");
            ann.offer(RecordedOffers.read("chromium-recvonly"));
            Command.OpenSlots open =
                    server.plane().commands(Command.OpenSlots.class).getFirst();
            SlotSpec video = open.slots().stream()
                    .filter(slot -> slot.kind() == MediaKind.VIDEO)
                    .findFirst()
                    .orElseThrow();
            server.plane().event(new Event.SlotChanged(open.peer(), video.mid(), Optional.of(new TrackId(17))));
            JsonObject slot = ann.next("slots").getJsonArray("slots").getJsonObject(0);
            assertEquals(video.mid(), slot.getString("mid"));
            assertEquals("17", slot.getString("track"));
        }
    }

    @Test
    void speakersAreToldByParticipant() {
        try (TestClient ann = new TestClient(server)) {
            String id = ann.join("standup", "Ann").getString("participant");
            ann.offer(RecordedOffers.read("firefox-meeting"));
            Command.Join join = server.plane().commands(Command.Join.class).getFirst();
            server.plane().event(new Event.SpeakersChanged(join.room(), List.of(join.peer(), new PeerId(99))));
            assertEquals(
                    List.of(id), ann.next("speakers").getJsonArray("speakers").getList());
        }
    }

    @Test
    void whoLeavesIsGoneEverywhere() throws InterruptedException {
        try (TestClient ann = new TestClient(server);
                TestClient bob = new TestClient(server)) {
            ann.join("standup", "Ann");
            String id = bob.join("standup", "Bob").getString("participant");
            bob.offer(RecordedOffers.read("chromium-meeting"));
            bob.send(new JsonObject().put("type", "leave").put("id", "x"));
            assertEquals("x", bob.next("ok").getString("re"));
            assertEquals(1000, bob.closeCode());
            JsonObject left = ann.nextLeft();
            assertEquals(id, left.getString("id"));
            assertEquals("left", left.getString("reason"));
            server.plane().await(plane -> plane.openTransports().isEmpty());
            assertEquals(1, server.plane().commands(Command.Leave.class).size());
        }
    }
}
