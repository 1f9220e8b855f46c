package io.plenum.signaling.http;

import static io.plenum.signaling.support.TestTokens.claims;
import static io.plenum.signaling.support.TestTokens.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.config.SignalingConfig.Secret;
import io.plenum.signaling.media.MediaUnavailable;
import io.plenum.signaling.support.Qualities;
import io.plenum.signaling.support.RecordedOffers;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestHttp;
import io.plenum.signaling.support.TestServer;
import io.plenum.signaling.support.TestTokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an operator sees of the meetings, and that nobody else does.
class AdminTest {
    private TestServer server = new TestServer(TestServer.OPEN);
    private final TestHttp http = new TestHttp();

    @AfterEach
    void stop() {
        server.close();
    }

    private void demandTokens() {
        server.close();
        server = new TestServer(new SignalingConfig(
                TestServer.OPEN.http(),
                TestServer.OPEN.rooms(),
                Optional.of(new Secret(TestTokens.SECRET)),
                TestServer.OPEN.times()));
    }

    private JsonObject get(String path) {
        HttpResponse<String> response = http.get(server, path);
        assertEquals(200, response.statusCode(), response::body);
        assertEquals(
                "application/json",
                response.headers().firstValue("Content-Type").orElse(""));
        assertEquals("no-store", response.headers().firstValue("Cache-Control").orElse(""));
        return new JsonObject(response.body());
    }

    private int status(String path) {
        return http.get(server, path).statusCode();
    }

    @Test
    void aRoomIsShownWithTheReasonsOfItsPictures() {
        try (TestClient ann = new TestClient(server);
                TestClient bob = new TestClient(server)) {
            ann.join("standup", "Ann");
            ann.offer(RecordedOffers.read("chromium-meeting"));
            bob.join("standup", "Bob");
            PeerId peer = server.plane().openTransports().getFirst();
            server.plane().quality(peer, Qualities.narrow("5", new TrackId(17)));

            JsonObject room = get("/admin/rooms/standup");
            assertEquals("standup", room.getString("room"));
            assertEquals(2, room.getInteger("total"));
            JsonArray people = room.getJsonArray("participants");
            JsonObject first = people.getJsonObject(0);
            assertEquals("Ann", first.getString("name"));
            assertEquals("websocket", first.getString("signaling"));
            assertEquals(peer.toString(), first.getString("transport"));
            assertEquals(2, first.getJsonArray("tracks").size());
            JsonObject quality = first.getJsonObject("quality");
            assertEquals("delay", quality.getJsonObject("link").getString("limit"));
            assertEquals(
                    "bandwidth", quality.getJsonArray("slots").getJsonObject(0).getString("reason"));
            assertEquals("Bob", people.getJsonObject(1).getString("name"));
            assertFalse(people.getJsonObject(1).containsKey("quality"), "receives nothing yet");
        }
    }

    @Test
    void longListsComeInParts() {
        try (TestClient ann = new TestClient(server);
                TestClient bob = new TestClient(server);
                TestClient cleo = new TestClient(server)) {
            ann.join("standup", "Ann");
            bob.join("standup", "Bob");
            cleo.join("lunch", "Cleo");
            JsonObject rooms = get("/admin/rooms");
            assertEquals(2, rooms.getInteger("total"));
            assertEquals(2, rooms.getJsonArray("rooms").size());
            JsonObject rest = get("/admin/rooms?from=1");
            assertEquals(2, rest.getInteger("total"));
            assertEquals(1, rest.getJsonArray("rooms").size());
            JsonObject later = get("/admin/rooms/standup?from=1");
            assertEquals(2, later.getInteger("total"));
            assertEquals(
                    "Bob", later.getJsonArray("participants").getJsonObject(0).getString("name"));
            assertEquals(
                    0,
                    get("/admin/rooms/standup?from=2")
                            .getJsonArray("participants")
                            .size());
        }
    }

    @Test
    void whatIsNotThereOrNotANumberIsSaidSo() {
        assertEquals(0, get("/admin/rooms").getInteger("total"));
        assertEquals(404, status("/admin/rooms/nobody"));
        assertEquals(400, status("/admin/rooms/bad%20room"));
        assertEquals(400, status("/admin/rooms?from=-1"));
        assertEquals(400, status("/admin/rooms?from=99999999999"));
        assertEquals(400, status("/admin/rooms?from=all"));
    }

    @Test
    void aShardThatDoesNotAnswerIsNoBug() {
        try (TestClient ann = new TestClient(server)) {
            ann.join("standup", "Ann");
            server.plane().refuse(MediaUnavailable.Reason.CLOSED);
            HttpResponse<String> response = http.get(server, "/admin/rooms/standup");
            assertEquals(503, response.statusCode(), response::body);
            assertTrue(response.headers().firstValue("Retry-After").isPresent());
        }
    }

    /// The proxy's clients may be anybody, and so may a page that gave a name of its own our address.
    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 203.0.113.9",
        "Forwarded, for=203.0.113.9",
        "X-Real-IP, 203.0.113.9",
        "Via, 1.1 proxy",
        "Host, rebound.example",
        "Host, rebound.example:8080"
    })
    void withoutTokensOnlyThisMachineIsAnswered(String header, String value) {
        assertEquals(200, status("/admin/rooms"));
        assertEquals(
                403, http.get(server, "/admin/rooms", Map.of(header, value)).statusCode());
    }

    @Test
    void withTokensOneThatSaysAdminIsNeeded() {
        demandTokens();
        assertEquals(401, status("/admin/rooms"));
        http.token(token(claims("*")));
        assertEquals(403, status("/admin/rooms"));
        http.token(token(claims("*").put("admin", false)));
        assertEquals(403, status("/admin/rooms"));
        http.token(token(claims("*").put("admin", "yes")));
        assertEquals(401, status("/admin/rooms"));
        http.token(token("HS256", claims("*").put("admin", true), "another secret of thirty-two characters!!"));
        assertEquals(401, status("/admin/rooms"));
        http.token(token(claims("*").put("admin", true)));
        assertEquals(200, status("/admin/rooms"));
        assertEquals(
                200,
                http.get(server, "/admin/rooms", Map.of("X-Forwarded-For", "203.0.113.9"))
                        .statusCode());
    }

    @Test
    void anAdminOfOneRoomSeesThatOne() {
        demandTokens();
        String ann = token(claims("standup").put("name", "Ann"));
        String cleo = token(claims("lunch").put("name", "Cleo"));
        http.token(ann);
        http.post(server, "/whip/standup", RecordedOffers.read("aiortc-publish-sendonly"));
        http.token(cleo);
        http.post(server, "/whip/lunch", RecordedOffers.read("aiortc-publish-sendonly"));
        http.token(token(claims("lunch").put("admin", true)));
        JsonArray rooms = get("/admin/rooms").getJsonArray("rooms");
        assertEquals(1, rooms.size());
        assertEquals("lunch", rooms.getJsonObject(0).getString("room"));
        assertEquals(403, status("/admin/rooms/standup"));
        JsonObject person =
                get("/admin/rooms/lunch").getJsonArray("participants").getJsonObject(0);
        assertEquals("http", person.getString("signaling"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/rooms", "/admin/rooms/standup"})
    void whoLooksTooOftenWaits(String path) {
        int refused = 0;
        for (int i = 0; i < 200 && refused == 0; i++) {
            HttpResponse<String> response = http.get(server, path);
            if (response.statusCode() == 429) {
                refused++;
                assertTrue(response.headers().firstValue("Retry-After").isPresent());
                assertTrue(i >= 20, "a burst is answered");
            }
        }
        assertEquals(1, refused);
    }
}
