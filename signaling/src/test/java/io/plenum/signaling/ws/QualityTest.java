package io.plenum.signaling.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command;
import io.plenum.core.Command.Wish;
import io.plenum.core.Event;
import io.plenum.core.Importance;
import io.plenum.core.LayerReason;
import io.plenum.core.LinkLimit;
import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.signaling.stats.QualityStats;
import io.plenum.signaling.support.Qualities;
import io.plenum.signaling.support.RecordedOffers;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestHttp;
import io.plenum.signaling.support.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client says of its layout, and what it is told of its pictures.
class QualityTest {
    private final TestServer server = new TestServer(TestServer.OPEN);
    private final TestClient ann = new TestClient(server);

    @AfterEach
    void stop() {
        ann.close();
        server.close();
    }

    /// Offers three layers and returns the camera's track.
    private TrackId publish(TestClient client) {
        JsonArray tracks =
                client.offer(RecordedOffers.read("chromium-simulcast")).getJsonArray("tracks");
        return new TrackId(Long.parseLong(tracks.getJsonObject(1).getString("track")));
    }

    private PeerId peer() {
        return server.plane().openTransports().getLast();
    }

    private static JsonObject encoding(String rid, boolean active) {
        return new JsonObject().put("rid", rid).put("active", active);
    }

    @Test
    void aViewSaysWhatMattersMost() {
        ann.join("standup", "Ann");
        TrackId camera = publish(ann);
        String id = String.valueOf(camera.value());
        ann.send(new JsonObject()
                .put("type", "view")
                .put("lastN", 4)
                .put(
                        "wishes",
                        List.of(
                                new JsonObject()
                                        .put("track", id)
                                        .put("width", 1280)
                                        .put("height", 720)
                                        .put("fps", 15)
                                        .put("importance", "stage"),
                                new JsonObject().put("track", id).put("importance", "pinned"),
                                new JsonObject().put("track", id).put("importance", "normal"))));
        ann.next("ok");
        Command.View view = server.plane().commands(Command.View.class).getLast();
        assertEquals(4, view.lastN());
        assertEquals(
                List.of(
                        new Wish(camera, 1280, 720, 15, Importance.ON_STAGE),
                        new Wish(camera, 0, 0, Wish.ALL_FRAMES, Importance.PINNED),
                        new Wish(camera, 0, 0, Wish.ALL_FRAMES, Importance.NORMAL)),
                view.wishes());

        ann.send("{\"type\":\"view\",\"lastN\":0}");
        ann.next("ok");
        assertEquals(0, server.plane().commands(Command.View.class).getLast().lastN());
        ann.send("{\"type\":\"view\"}");
        ann.next("ok");
        assertEquals(
                Command.View.ALL_SLOTS,
                server.plane().commands(Command.View.class).getLast().lastN());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"lastN\":-1",
                "\"lastN\":26",
                "\"lastN\":2.5",
                "\"lastN\":\"9\"",
                "\"lastN\":99999999999999999999",
                "\"wishes\":[{\"track\":\"1\",\"fps\":0}]",
                "\"wishes\":[{\"track\":\"1\",\"fps\":-30}]",
                "\"wishes\":[{\"track\":\"1\",\"fps\":1001}]",
                "\"wishes\":[{\"track\":\"1\",\"fps\":\"30\"}]",
                "\"wishes\":[{\"track\":\"1\",\"importance\":\"urgent\"}]",
                "\"wishes\":[{\"track\":\"1\",\"importance\":\"\"}]",
                "\"wishes\":[{\"track\":\"1\",\"importance\":\"STAGE\"}]",
                "\"wishes\":[{\"track\":\"1\",\"importance\":1}]",
                "\"wishes\":[{\"track\":\"1\",\"importance\":{}}]"
            })
    void whatIsNoViewIsRefusedAndChangesNothing(String field) {
        ann.join("standup", "Ann");
        publish(ann);
        ann.send("{\"type\":\"view\"," + field + "}");
        JsonObject error = ann.next();
        assertEquals("bad-request", error.getString("code"), error::encode);
        assertFalse(error.getBoolean("fatal"));
        assertEquals(List.of(), server.plane().commands(Command.View.class));
    }

    @Test
    void aPublisherIsToldWhichLayersAreWatched() {
        ann.join("standup", "Ann");
        TrackId camera = publish(ann);
        server.plane().event(new Event.LayersWanted(peer(), camera, List.of(true, false, false)));
        JsonObject layers = ann.next("layers");
        assertEquals(String.valueOf(camera.value()), layers.getString("track"));
        assertEquals(
                new JsonArray()
                        .add(encoding("q", true))
                        .add(encoding("h", false))
                        .add(encoding("f", false)),
                layers.getJsonArray("encodings"));
    }

    @Test
    void whatDoesNotFitTheTrackIsNotTold() {
        ann.join("standup", "Ann");
        TrackId camera = publish(ann);
        server.plane().event(new Event.LayersWanted(peer(), new TrackId(999), List.of(false, false, false)));
        server.plane().event(new Event.LayersWanted(peer(), camera, List.of(false)));
        server.plane().event(new Event.LayersWanted(new PeerId(999), camera, List.of(false, false, false)));
        server.plane().event(new Event.LayersWanted(peer(), camera, List.of(false, false, true)));
        assertEquals(
                encoding("f", true),
                ann.next("layers").getJsonArray("encodings").getJsonObject(2));
    }

    @Test
    void aTrackOfOneEncodingHasNoRid() {
        ann.join("standup", "Ann");
        JsonArray tracks = ann.offer(RecordedOffers.read("chromium-meeting")).getJsonArray("tracks");
        TrackId camera = new TrackId(Long.parseLong(tracks.getJsonObject(1).getString("track")));
        server.plane().event(new Event.LayersWanted(peer(), camera, List.of(false)));
        assertEquals(
                new JsonArray().add(new JsonObject().put("active", false)),
                ann.next("layers").getJsonArray("encodings"));
    }

    @Test
    void aViewerIsToldWhyItsPictureIsNotBetter() {
        ann.join("standup", "Ann");
        publish(ann);
        server.plane().event(new Event.QualityChanged(peer(), Qualities.narrow("5", new TrackId(17))));
        JsonObject quality = ann.next("quality");
        assertEquals(
                new JsonObject()
                        .put("estimate", 1_400_000)
                        .put("sent", 1_180_000)
                        .put("wanted", 3_400_000)
                        .put("loss", 0.012)
                        .put("roundTripMs", 48)
                        .put("queueMs", 12)
                        .put("limit", "delay")
                        .put("sentence", LinkLimit.DELAY.sentence()),
                quality.getJsonObject("link"));
        JsonObject slot = quality.getJsonArray("slots").getJsonObject(0);
        assertEquals("5", slot.getString("mid"));
        assertEquals("17", slot.getString("track"));
        assertEquals(720, slot.getInteger("shownHeight"));
        assertEquals(720, slot.getJsonObject("wanted").getInteger("height"));
        assertEquals(
                new JsonObject()
                        .put("height", 360)
                        .put("bitrate", 480_000)
                        .put("encoding", 1)
                        .put("spatial", 0)
                        .put("temporal", 1),
                slot.getJsonObject("sent"));
        assertEquals("bandwidth", slot.getString("reason"));
        assertEquals(LayerReason.BANDWIDTH.sentence(), slot.getString("sentence"));
    }

    @Test
    void picturesAreCountedByTheirReasonsWhileTheirViewersAreThere() {
        ann.join("standup", "Ann");
        publish(ann);
        server.plane().event(new Event.QualityChanged(peer(), Qualities.idle("5")));
        server.plane().event(new Event.QualityChanged(peer(), Qualities.narrow("5", new TrackId(17))));
        ann.next("quality");
        ann.send("{\"type\":\"ping\"}");
        ann.next("pong");
        QualityStats.Snapshot now = server.signaling().snapshot().quality();
        assertEquals(1, now.slots().get(LayerReason.BANDWIDTH));
        assertEquals(0, now.slots().get(LayerReason.NOTHING_TO_PLAY));
        assertEquals(1, now.links().get(LinkLimit.DELAY));
        assertEquals(List.of(0, 0, 1, 0, 0), now.estimates());

        ann.send("{\"type\":\"leave\"}");
        ann.next("ok");
        QualityStats.Snapshot after = server.signaling().snapshot().quality();
        assertEquals(0, after.slots().get(LayerReason.BANDWIDTH));
        assertEquals(0, after.links().get(LinkLimit.DELAY));
        assertEquals(List.of(0, 0, 0, 0, 0), after.estimates());
    }

    @Test
    void anEmptySlotHasNeitherTrackNorLayers() {
        ann.join("standup", "Ann");
        publish(ann);
        server.plane().event(new Event.QualityChanged(peer(), Qualities.idle("5")));
        JsonObject slot = ann.next("quality").getJsonArray("slots").getJsonObject(0);
        assertTrue(slot.containsKey("track"));
        assertNull(slot.getString("track"));
        assertNull(slot.getJsonObject("wanted"));
        assertNull(slot.getJsonObject("sent"));
        assertEquals("nothing-to-play", slot.getString("reason"));
    }

    @Test
    void whoResumesIsToldAgainWhatHolds() {
        String token = ann.join("standup", "Ann").getString("resumeToken");
        TrackId camera = publish(ann);
        server.plane().event(new Event.LayersWanted(peer(), camera, List.of(true, true, false)));
        server.plane().event(new Event.LayersWanted(peer(), camera, List.of(true, false, false)));
        server.plane().event(new Event.QualityChanged(peer(), Qualities.narrow("5", new TrackId(17))));
        ann.next("quality");
        ann.kill();
        try (TestClient again = new TestClient(server)) {
            again.resume(token);
            JsonArray encodings = again.next("layers").getJsonArray("encodings");
            assertEquals(encoding("h", false), encodings.getJsonObject(1), "the latest of them only");
            assertEquals(1_400_000, again.next("quality").getJsonObject("link").getInteger("estimate"));
        }
    }

    @Test
    void aFreshPeerConnectionBeginsWithEverythingWatched() {
        String token = ann.join("standup", "Ann").getString("resumeToken");
        TrackId camera = publish(ann);
        server.plane().event(new Event.LayersWanted(peer(), camera, List.of(true, false, false)));
        ann.next("layers");
        ann.offer(RecordedOffers.read("chromium-recvonly"));
        ann.kill();
        try (TestClient again = new TestClient(server)) {
            again.resume(token);
            again.send("{\"type\":\"ping\"}");
            assertEquals("pong", again.next().getString("type"), "nothing of the old one is told");
        }
    }

    @Test
    void httpSessionsAreToldNothing() {
        TestHttp http = new TestHttp();
        assertEquals(
                201,
                http.post(server, "/whip/standup", RecordedOffers.read("aiortc-publish-sendonly"))
                        .statusCode());
        ann.join("standup", "Ann");
        TrackId track = server.plane()
                .commands(Command.Publish.class)
                .getFirst()
                .track()
                .id();
        server.plane().event(new Event.LayersWanted(peer(), track, List.of(false)));
        server.plane().event(new Event.QualityChanged(peer(), Qualities.idle("0")));
        ann.send("{\"type\":\"ping\"}");
        assertEquals("pong", ann.next().getString("type"));
        assertEquals(2, server.signaling().snapshot().participants());
    }
}
