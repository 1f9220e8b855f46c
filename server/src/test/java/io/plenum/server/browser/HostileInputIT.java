package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What strangers send to the server gets a clear error or a counter, and the meeting beside it does not notice.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DATAGRAMS_PER_CLASS = 10_000;
    private static final int TOO_MANY_LINES = 10_000;
    private static final long SEED = 7_983;

    private static final String SESSION = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";

    private ServerProcess server;
    private List<Participant> meeting;
    private List<Observation> before;

    @BeforeAll
    void startMeeting() {
        Needs.privateNetwork();
        Needs.program(ChromiumBrowser.EXECUTABLE);
        server = ServerProcess.onOnePort();
        meeting = List.of(
                new Participant(Role.ANN, new ChromiumBrowser(), server),
                new Participant(Role.BOB, new ChromiumBrowser(), server));
        meeting.forEach(one -> one.join("undisturbed"));
    }

    @AfterAll
    void stop() {
        if (meeting != null) {
            meeting.forEach(Participant::close);
        }
        if (server != null) {
            server.stopCleanly();
        }
    }

    @BeforeEach
    void look() {
        before = meeting.stream().map(this::awaitCompany).toList();
    }

    @AfterEach
    void nobodyNoticed() {
        for (int i = 0; i < meeting.size(); i++) {
            Participant one = meeting.get(i);
            String other = otherOf(one);
            Observation then = before.get(i);
            Observation now = Await.until(
                    one + " decodes on from " + then,
                    PATIENCE,
                    one::observe,
                    it -> it.framesDecoded(other) >= then.framesDecoded(other) + 15 && it.seesAndHears(List.of(other)));
            Smoothness.assertSmooth(one, meeting.get(1 - i), then, now);
            assertEquals(then.negotiations(), now.negotiations());
            assertTrue(now.knows(List.of(other)), now::toString);
        }
    }

    private Observation awaitCompany(Participant one) {
        List<String> other = List.of(otherOf(one));
        return Await.until(one + " has company", PATIENCE, one::observe, now -> now.seesAndHears(other));
    }

    private String otherOf(Participant one) {
        return meeting.get(one == meeting.getFirst() ? 1 : 0).name();
    }

    @Test
    void randomDatagramsOfEveryClassAreCountedAndDropped() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        double dropped = server.metric("plenum_drops_total", "");
        for (Noise noise : Noise.values()) {
            noise.send(DATAGRAMS_PER_CLASS, server.udpPort(), random);
        }
        // The kernel may have had no room for a few of them.
        double most = dropped + 0.9 * DATAGRAMS_PER_CLASS * Noise.values().length;
        Await.until("drops are counted", PATIENCE, () -> server.metric("plenum_drops_total", ""), now -> now > most);
    }

    @Test
    void malformedMessagesAreAnsweredWithAnError() {
        for (String first : List.of("", "{", "[]", "null", "{\"type\":\"join\",\"v\":1}", "\u0000", "{\"type\":7}")) {
            try (RawSocket socket = new RawSocket(server)) {
                socket.send(first);
                socket.awaitError("bad-request");
                socket.awaitClosed(1008);
            }
        }
        try (RawSocket socket = RawSocket.joined(server, "bad")) {
            socket.send("{".repeat(10_000));
            socket.awaitError("bad-request");
            socket.send("{\"type\":\"nonsense\"}");
            socket.awaitError("unknown-type");
            socket.send(offer("v=0\r\nnonsense"));
            socket.awaitError("bad-offer");
            socket.send("{\"type\":\"ping\"}");
            socket.awaitPong();
        }
    }

    @Test
    void offersWithTooManyLinesAreRefused() {
        try (RawSocket socket = RawSocket.joined(server, "bad")) {
            socket.send(offer(mediaLines(65)));
            socket.awaitError("bad-offer");
            socket.send(offer(mediaLines(TOO_MANY_LINES)));
            socket.awaitClosed(1009);
        }
        assertStatus(413, whip("application/sdp", mediaLines(TOO_MANY_LINES)));
        assertError(400, "bad-offer", whip("application/sdp", mediaLines(65)));
        assertError(400, "bad-offer", whip("application/sdp", SESSION + "m=x\r\n".repeat(TOO_MANY_LINES)));
    }

    @Test
    void floodsOfMessagesAreCutOff() {
        try (RawSocket socket = RawSocket.joined(server, "bad")) {
            for (int i = 0; i < 1_000; i++) {
                socket.send("{\"type\":\"ping\"}");
            }
            socket.awaitError("too-many-messages");
            socket.awaitClosed(1008);
        }
    }

    @Test
    void malformedHttpRequestsAreRefused() {
        assertError(400, "bad-offer", whip("application/sdp", "nonsense"));
        assertError(400, "bad-offer", whip("application/sdp", ""));
        assertStatus(415, whip("text/plain", SESSION));
        assertStatus(404, request("DELETE", "/whip/bad/sessions/none", "", "application/sdp"));
        assertStatus(404, request("PATCH", "/whep/bad/sessions/none", "", "application/trickle-ice-sdpfrag"));
        assertError(400, "bad-request", request("POST", "/whip/no%20room", SESSION, "application/sdp"));
        assertStatus(404, request("GET", "/../../etc/passwd", "", "text/plain"));
    }

    private static String mediaLines(int count) {
        StringBuilder sdp = new StringBuilder(SESSION);
        for (int i = 0; i < count; i++) {
            sdp.append("m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:").append(i).append("\r\n");
        }
        return sdp.toString();
    }

    private static String offer(String sdp) {
        return new JsonObject().put("type", "offer").put("sdp", sdp).encode();
    }

    private HttpResponse<String> whip(String type, String body) {
        return request("POST", "/whip/bad", body, type);
    }

    private HttpResponse<String> request(String method, String path, String body, String type) {
        return server.send(HttpRequest.newBuilder(server.page(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", type)
                .build());
    }

    private static void assertStatus(int status, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response::body);
    }

    private static void assertError(int status, String code, HttpResponse<String> response) {
        assertStatus(status, response);
        assertEquals(code, new JsonObject(response.body()).getString("code"), response::body);
    }
}
