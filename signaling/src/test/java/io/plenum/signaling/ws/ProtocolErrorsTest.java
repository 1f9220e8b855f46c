package io.plenum.signaling.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.config.SignalingConfig.Rooms;
import io.plenum.signaling.media.MediaUnavailable;
import io.plenum.signaling.support.RecordedOffers;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestServer;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What clients get for doing it wrong.
class ProtocolErrorsTest {
    private TestServer server = new TestServer(TestServer.OPEN);

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(SignalingConfig config) {
        server.close();
        server = new TestServer(config);
    }

    private static JsonObject error(TestClient client, String code, boolean fatal) {
        JsonObject error = client.next();
        assertEquals("error", error.getString("type"), error::encode);
        assertEquals(code, error.getString("code"), error::encode);
        assertEquals(fatal, error.getBoolean("fatal"), error::encode);
        assertFalse(error.getString("message").isBlank());
        return error;
    }

    private static final List<String> NEVER_A_JOIN = List.of(
            "",
            "nonsense",
            "[]",
            "null",
            "{\"type\":7}",
            "{}",
            "[".repeat(100_000),
            "{\"type\":\"join\",\"v\":1,\"id\":{},\"room\":\"a\",\"name\":\"b\"}",
            "{\"type\":\"join\",\"v\":1,\"room\":\"a b\",\"name\":\"b\"}",
            "{\"type\":\"join\",\"v\":1,\"room\":\"a\",\"name\":\"\"}",
            "{\"type\":\"join\",\"v\":1,\"room\":\"a\",\"name\":\"x\\ny\"}",
            "{\"type\":\"join\",\"v\":1,\"room\":\"a\",\"name\":\"x\\u202ey\"}",
            "{\"type\":\"join\",\"v\":1,\"room\":\"a\"}",
            "{\"type\":\"join\",\"v\":\"1\",\"room\":\"a\",\"name\":\"b\"}");

    @Test
    void aFirstMessageThatIsNoJoinEndsTheSocket() {
        for (String text : NEVER_A_JOIN) {
            try (TestClient client = new TestClient(server)) {
                client.send(text);
                error(client, "bad-request", true);
                assertEquals(1008, client.closeCode());
            }
        }
        try (TestClient client = new TestClient(server)) {
            client.send("{\"type\":\"ping\",\"id\":7}");
            assertEquals(7, error(client, "not-joined", true).getInteger("re"));
        }
        try (TestClient client = new TestClient(server)) {
            client.send("{\"type\":\"join\",\"v\":2,\"room\":\"a\",\"name\":\"b\"}");
            error(client, "unsupported-version", true);
        }
        assertEquals(0, server.signaling().snapshot().participants());
    }

    @Test
    void afterTheJoinOnlyTheRequestFails() {
        try (TestClient ann = new TestClient(server)) {
            ann.join("standup", "Ann");
            ann.send("nonsense");
            error(ann, "bad-request", false);
            ann.send("{\"type\":\"dance\",\"id\":\"a\"}");
            assertEquals("a", error(ann, "unknown-type", false).getString("re"));
            ann.send("{\"type\":\"join\",\"v\":1,\"room\":\"a\",\"name\":\"b\"}");
            error(ann, "already-joined", false);
            ann.send("{\"type\":\"offer\",\"id\":9,\"sdp\":\"v=0\"}");
            assertEquals(9, error(ann, "bad-offer", false).getInteger("re"));
            ann.send("{\"type\":\"mute\",\"track\":\"1\",\"muted\":true}");
            error(ann, "unknown-track", false);
            ann.send("{\"type\":\"mute\",\"track\":\"one\",\"muted\":true}");
            error(ann, "unknown-track", false);
            ann.send("{\"type\":\"view\",\"wishes\":[{\"track\":\"1\",\"width\":-1}]}");
            error(ann, "bad-request", false);
            ann.send("{\"type\":\"candidate\",\"candidate\":\"nonsense\"}");
            error(ann, "bad-request", false);
            ann.send(new JsonObject()
                    .put("type", "offer")
                    .put("sdp", RecordedOffers.read("chromium-meeting"))
                    .put("tracks", List.of(new JsonObject().put("mid", "0").put("source", "camera")))
                    .encode());
            error(ann, "bad-request", false);
            ann.send("{\"type\":\"ping\",\"id\":1}");
            assertEquals(1, ann.next("pong").getInteger("re"));
            assertEquals(9, server.signaling().snapshot().refusals());
        }
    }

    @Test
    void candidatesAreTakenSilently() {
        try (TestClient ann = new TestClient(server)) {
            ann.join("standup", "Ann");
            ann.send("{\"type\":\"candidate\",\"mid\":\"0\",\"candidate\":\"candidate:1 1 udp 2113937151 "
                    + "8f1c.local 54400 typ host generation 0 ufrag Abcd network-cost 999\"}");
            ann.send("{\"type\":\"candidate\",\"candidate\":\"\"}");
            ann.send("{\"type\":\"ping\"}");
            assertEquals("pong", ann.next().getString("type"));
        }
    }

    @Test
    void randomMessagesBreakNothing() {
        long seed = 7;
        Random random = new Random(seed);
        String[] words = {
            "{", "}", "[", "]", "\"type\"", ":", "\"offer\"", "\"sdp\"", "1e999", "null", ",", "\"v\"", "-"
        };
        try (TestClient ann = new TestClient(server)) {
            ann.join("standup", "Ann");
            for (int i = 0; i < 150; i++) {
                StringBuilder text = new StringBuilder();
                for (int j = random.nextInt(12); j >= 0; j--) {
                    text.append(words[random.nextInt(words.length)]);
                }
                ann.send(text.toString());
                String code = ann.next().getString("code");
                assertTrue(List.of("bad-request", "unknown-type").contains(code), "seed " + seed + ": " + text);
            }
        }
    }

    @Test
    void tooManyMessagesEndTheSocket() {
        try (TestClient ann = new TestClient(server)) {
            ann.join("standup", "Ann");
            for (int i = 0; i < 400; i++) {
                ann.socket()
                        .sendText("{\"type\":\"ping\"}", true)
                        .exceptionally(cut -> ann.socket())
                        .join();
            }
            JsonObject message = ann.next();
            while (message.getString("type").equals("pong")) {
                message = ann.next();
            }
            assertEquals("too-many-messages", message.getString("code"));
            assertEquals(1008, ann.closeCode());
        }
    }

    @Test
    void whatEverybodyIsToldOfIsLimitedMore() {
        try (TestClient ann = new TestClient(server);
                TestClient bob = new TestClient(server)) {
            bob.join("standup", "Bob");
            ann.join("standup", "Ann");
            for (int i = 0; i < 150; i++) {
                ann.socket()
                        .sendText("{\"type\":\"name\",\"name\":\"Ann " + i + "\"}", true)
                        .exceptionally(cut -> ann.socket())
                        .join();
            }
            int done = 0;
            JsonObject message = ann.next();
            while (message.getString("type").equals("ok")) {
                done++;
                message = ann.next();
            }
            assertEquals("too-many-messages", message.getString("code"));
            assertEquals(1008, ann.closeCode());
            assertTrue(done >= 30 && done < 150, "renamed " + done + " times");
        }
    }

    @Test
    void longMessagesCountAsSeveral() {
        try (TestClient ann = new TestClient(server)) {
            ann.join("standup", "Ann");
            String ping = "{\"type\":\"ping\",\"padding\":\"" + "x".repeat(200_000) + "\"}";
            for (int i = 0; i < 30; i++) {
                ann.socket()
                        .sendText(ping, true)
                        .exceptionally(cut -> ann.socket())
                        .join();
            }
            JsonObject message = ann.next();
            while (message.getString("type").equals("pong")) {
                message = ann.next();
            }
            assertEquals("too-many-messages", message.getString("code"));
        }
    }

    @Test
    void aMessageThatIsTooLongEndsTheSocket() {
        try (TestClient ann = new TestClient(server);
                TestClient bob = new TestClient(server);
                TestClient cleo = new TestClient(server)) {
            ann.join("standup", "Ann");
            ann.socket()
                    .sendText("x".repeat(300_000), true)
                    .exceptionally(cut -> ann.socket())
                    .join();
            assertEquals(1009, ann.closeCode());
            bob.join("standup", "Bob");
            for (int i = 0; i < 6; i++) {
                bob.socket().sendText("x".repeat(50_000), false).join();
            }
            assertEquals(1009, bob.closeCode());
            cleo.join("standup", "Cleo");
            cleo.socket().sendBinary(ByteBuffer.allocate(3), true).join();
            assertEquals(1003, cleo.closeCode());
        }
    }

    @Test
    void aMessageMayComeInPiecesThatCutACharacter() {
        try (TestClient ann = new TestClient(server)) {
            ann.socket()
                    .sendText("{\"type\":\"join\",\"v\":1,\"room\":\"a\",\"name\":\"Zo", false)
                    .join();
            ann.socket().sendText("\u00eb \ud83d\ude00\"}", true).join();
            ann.next("joined");
            try (TestClient bob = new TestClient(server)) {
                JsonObject other =
                        bob.join("a", "Bob").getJsonArray("participants").getJsonObject(0);
                assertEquals("Zo\u00eb \ud83d\ude00", other.getString("name"));
            }
        }
    }

    @Test
    void whoDoesNotJoinInTimeIsPutOut() {
        restart(TestServer.BRIEF_JOIN);
        try (TestClient client = new TestClient(server)) {
            error(client, "not-joined", true);
            assertEquals(1008, client.closeCode());
        }
    }

    @Test
    void fullIsFull() {
        restart(new SignalingConfig(
                TestServer.OPEN.http(), new Rooms(2, 1), Optional.empty(), TestServer.OPEN.times()));
        try (TestClient ann = new TestClient(server);
                TestClient bob = new TestClient(server);
                TestClient cleo = new TestClient(server);
                TestClient dan = new TestClient(server)) {
            ann.join("standup", "Ann");
            bob.join("standup", "Bob");
            cleo.send("{\"type\":\"join\",\"v\":1,\"room\":\"standup\",\"name\":\"Cleo\"}");
            error(cleo, "room-full", true);
            dan.send("{\"type\":\"join\",\"v\":1,\"room\":\"other\",\"name\":\"Dan\"}");
            error(dan, "server-full", true);
        }
    }

    @Test
    void aMediaPathThatFailsIsOurBugNotTheClients() {
        try (TestClient ann = new TestClient(server)) {
            ann.join("standup", "Ann");
            server.plane().breakDown();
            ann.send(new JsonObject().put("type", "offer").put("sdp", RecordedOffers.read("chromium-meeting")));
            JsonObject error = error(ann, "internal", false);
            assertFalse(error.getString("message").contains("memory"), "causes stay in the log");
            server.plane().repair();
            ann.offer(RecordedOffers.read("chromium-meeting"));
        }
    }

    @Test
    void aFullMediaPathIsAFullServer() {
        try (TestClient ann = new TestClient(server);
                TestClient bob = new TestClient(server)) {
            bob.join("standup", "Bob");
            ann.join("standup", "Ann");
            server.plane().refuse(MediaUnavailable.Reason.FULL);
            ann.send(new JsonObject().put("type", "offer").put("sdp", RecordedOffers.read("chromium-meeting")));
            error(ann, "server-full", true);
            assertEquals(1008, ann.closeCode());
            assertEquals("removed", bob.nextLeft().getString("reason"), "no ghost stays");
        }
    }

    @Test
    void otherSubprotocolsAndOtherPagesAreRefusedAtTheDoor() {
        assertThrows(
                CompletionException.class,
                () -> new TestClient(TestClient.builder().subprotocols("other.v1"), server));
        assertThrows(
                CompletionException.class,
                () -> new TestClient(TestClient.builder().header("Origin", "https://evil.example"), server));
        new TestClient(TestClient.builder(), server).close();
        new TestClient(TestClient.builder().header("Origin", "https://meet.example"), server).close();
        new TestClient(TestClient.builder().header("Origin", "http://127.0.0.1:" + server.port()), server).close();
    }

    @Test
    void shuttingDownIsSaid() {
        try (TestClient ann = new TestClient(server);
                TestClient bob = new TestClient(server)) {
            ann.join("standup", "Ann");
            TestServer.await(server.signaling().drain());
            bob.send("{\"type\":\"join\",\"v\":1,\"room\":\"standup\",\"name\":\"Bob\"}");
            error(bob, "shutting-down", true);
            TestServer.await(server.signaling().shutdown());
            error(ann, "shutting-down", true);
            assertEquals(1008, ann.closeCode());
            assertEquals(0, server.signaling().snapshot().participants());
        }
    }
}
