package io.plenum.signaling.auth;

import static io.plenum.signaling.support.TestTokens.IN_AN_HOUR;
import static io.plenum.signaling.support.TestTokens.SECRET;
import static io.plenum.signaling.support.TestTokens.claims;
import static io.plenum.signaling.support.TestTokens.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.config.SignalingConfig.Secret;
import io.plenum.signaling.support.RecordedOffers;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestHttp;
import io.plenum.signaling.support.TestServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// With a secret, only its tokens let anybody in. The tokens are made here by hand, as any other program would.
class TokenTest {
    private final TestServer server = new TestServer(new SignalingConfig(
            TestServer.OPEN.http(), TestServer.OPEN.rooms(), Optional.of(new Secret(SECRET)), TestServer.OPEN.times()));

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonObject join(TestClient client, Optional<String> token) {
        JsonObject join = new JsonObject()
                .put("type", "join")
                .put("v", 1)
                .put("room", "standup")
                .put("name", "Ann");
        token.ifPresent(value -> join.put("token", value));
        client.send(join);
        return client.next();
    }

    @Test
    void aTokenLetsInUnderItsName() {
        try (TestClient ann = new TestClient(server);
                TestClient bob = new TestClient(server)) {
            assertEquals(
                    "joined",
                    join(ann, Optional.of(token(claims("*").put("name", "Doctor Ann"))))
                            .getString("type"));
            JsonObject joined = join(bob, Optional.of(token(claims("standup"))));
            assertEquals(
                    "Doctor Ann",
                    joined.getJsonArray("participants").getJsonObject(0).getString("name"));
        }
    }

    @Test
    void nothingElseLetsIn() {
        JsonObject good = claims("standup");
        List<Optional<String>> bad = List.of(
                Optional.empty(),
                Optional.of(""),
                Optional.of("nonsense"),
                Optional.of("a.b.c"),
                Optional.of(token("HS256", good, "another secret of thirty-two characters!!")),
                Optional.of(token("none", good, SECRET)),
                Optional.of(token(claims("standup").put("exp", IN_AN_HOUR - 7_200))),
                Optional.of(token(new JsonObject().put("room", "standup"))),
                Optional.of(token(new JsonObject().put("exp", IN_AN_HOUR))),
                Optional.of(token(claims("other"))));
        for (Optional<String> token : bad) {
            try (TestClient client = new TestClient(server)) {
                JsonObject reply = join(client, token);
                assertEquals("unauthorized", reply.getString("code"), token::toString);
                assertTrue(reply.getBoolean("fatal"));
            }
        }
        assertEquals(0, server.signaling().snapshot().participants());
    }

    @Test
    void whipAndWhepTakeBearerTokens() {
        String offer = RecordedOffers.read("aiortc-publish-sendonly");
        TestHttp http = new TestHttp();
        var none = http.post(server, "/whip/standup", offer);
        assertEquals(401, none.statusCode());
        assertTrue(none.headers().firstValue("WWW-Authenticate").isPresent());
        http.token(token(claims("other")));
        assertEquals(403, http.post(server, "/whip/standup", offer).statusCode());
        http.token(token(claims("standup").put("publish", false)));
        assertEquals(403, http.post(server, "/whip/standup", offer).statusCode());
        http.token(token(claims("standup").put("subscribe", false)));
        assertEquals(201, http.post(server, "/whip/standup", offer).statusCode());
        String viewer = RecordedOffers.read("aiortc-receive-recvonly");
        assertEquals(403, http.post(server, "/whep/standup", viewer).statusCode());
    }

    @Test
    void secretsAreNotPrinted() {
        assertFalse(new Secret(SECRET).toString().contains(SECRET));
    }
}
