package io.plenum.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a load test says, and how it ends, where WHIP is not what the server speaks.
class StrangeServersTest {
    private static final String HOST = "127.0.0.1";

    /// All that a publisher needs, but for candidates.
    private static final String SDP =
            """
            v=0
            a=ice-ufrag:user
            a=ice-pwd:password-of-22-letters
            a=fingerprint:sha-256 %s
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            a=mid:a0
            a=recvonly
            """.formatted(String.join(":", Collections.nCopies(32, "AB"))).replace("\n", "\r\n");

    private final Vertx vertx = Vertx.vertx();
    private final List<String> lines = new ArrayList<>();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void nobodyThere() {
        int port = listen(_ -> {});
        vertx.close().await();
        assertEnd(port, "Connection refused: /127.0.0.1:" + port);
    }

    @Test
    void anErrorIsQuotedInPart() {
        assertSaid(
                "404: <html>" + "x".repeat(194) + "…",
                request -> request.response().setStatusCode(404).end("<html>" + "x".repeat(1_000) + "\n</html>"));
        assertSaid(
                "500: no word of why",
                request -> request.response().setStatusCode(500).end());
    }

    @Test
    void aSuccessThatIsNone() {
        assertSaid("200: hello", request -> request.response().end("hello"));
    }

    @Test
    void noSession() {
        assertSaid(
                "an answer without the session's address (Location)",
                request -> request.response().setStatusCode(201).end(SDP));
    }

    @Test
    void noSdp() {
        assertSaid("an answer without a=ice-ufrag:", request -> created(request).end("hello"));
    }

    @Test
    void noCandidates() {
        assertSaid(
                "the server names no address that can be tried from here",
                request -> created(request).end(SDP));
    }

    @Test
    void aFingerprintThatIsNone() {
        assertSaid(
                "a sha-256 fingerprint has 32 bytes, this one 1",
                request -> created(request)
                        .end(SDP.replaceAll("sha-256 .*", "sha-256 AB")
                                + "a=candidate:1 1 udp 1 127.0.0.1 9 typ host\r\n"));
    }

    @Test
    void anAnswerWithoutEnd() {
        assertSaid(
                "an answer of more than 1048576 bytes",
                request -> pour(created(request).setChunked(true)));
    }

    private static void pour(HttpServerResponse response) {
        response.write(Buffer.buffer(new byte[10_000])).onSuccess(_ -> pour(response));
    }

    private static HttpServerResponse created(HttpServerRequest request) {
        return request.response().setStatusCode(201).putHeader("Location", "/session");
    }

    private void assertSaid(String why, Handler<HttpServerRequest> server) {
        assertEnd(listen(server), why);
    }

    private int listen(Handler<HttpServerRequest> handler) {
        HttpServer server = vertx.createHttpServer().requestHandler(handler);
        return server.listen(0, HOST).await().actualPort();
    }

    private void assertEnd(int port, String why) {
        lines.clear();
        String address = "http://" + HOST + ":" + port + "/{room}";
        List<String> typed = List.of("webinar", "--whip", address, "--whep", address);
        int status = Program.run("loadtest", "", typed, _ -> {}, lines::add, all -> Command.run(all, _ -> {}));
        assertEquals(List.of("plenum loadtest: nobody can join: " + why), lines);
        assertEquals(3, status);
        assertTrue(lines.getFirst().length() < 300);
    }
}
