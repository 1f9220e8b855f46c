package io.plenum.signaling.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.config.SignalingConfig.Http;
import io.plenum.signaling.config.SignalingConfig.Rooms;
import io.plenum.signaling.config.SignalingConfig.Secret;
import io.plenum.signaling.support.Patience;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Connections that want to hold something of ours, and give nothing.
class HostileConnectionsTest {
    private static final String POST = String.join(
            "\r\n",
            "POST /whip/standup HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/sdp",
            "Content-Length: 1000",
            "",
            "");
    private static final String GET = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void connectionsBeyondTheLimitAreClosedAndCounted() throws IOException {
        int limit = 5;
        Http http = new Http(List.of("127.0.0.1"), 0, List.of(), limit, 1, List.of());
        List<Socket> idle = new ArrayList<>();
        try (TestServer server = new TestServer(with(http, Optional.empty()))) {
            for (int i = 0; i < limit; i++) {
                idle.add(connect(server));
            }
            assertEquals(200, status(ask(idle.getLast(), GET)), "the last one within the limit is served");
            try (Socket beyond = connect(server)) {
                assertEquals(-1, next(beyond.getInputStream()));
            }
            assertEquals(1, server.signaling().snapshot().connectionsRefused());
            Socket given = idle.removeFirst();
            given.close();
            idle.add(admitted(server));
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void aSocketThatWasClosedMakesRoom() throws IOException {
        Http http = new Http(List.of("127.0.0.1"), 0, List.of(), 1, 1, List.of());
        try (TestServer server = new TestServer(with(http, Optional.empty()))) {
            try (TestClient ann = new TestClient(server)) {
                ann.join("standup", "Ann");
                try (Socket beyond = connect(server)) {
                    assertEquals(-1, next(beyond.getInputStream()), "a WebSocket counts");
                }
            }
            admitted(server).close();
        }
    }

    /// Until the server has seen that one is gone, the next is refused.
    private static Socket admitted(TestServer server) throws IOException {
        long deadline = System.nanoTime() + Patience.SECONDS * 1_000_000_000L;
        while (true) {
            Socket socket = connect(server);
            if (ask(socket, GET).startsWith("HTTP/1.1 200")) {
                return socket;
            }
            socket.close();
            assertTrue(System.nanoTime() < deadline, "no connection became free");
        }
    }

    @Test
    void aTokenIsAskedForBeforeTheBody() throws IOException {
        Secret secret = new Secret("a secret of at least 32 characters");
        try (TestServer server = new TestServer(with(TestServer.OPEN.http(), Optional.of(secret)));
                Socket socket = connect(server)) {
            assertEquals(401, status(ask(socket, POST)), "not a byte of the body was sent");
            String rest = "x".repeat(1000);
            assertEquals(200, status(ask(socket, rest + GET)), "what comes of the body is thrown away");
        }
    }

    @Test
    void aSessionThatIsNotThereIsSaidBeforeTheBody() throws IOException {
        try (TestServer server = new TestServer(TestServer.OPEN);
                Socket socket = connect(server)) {
            String patch = POST.replace("POST /whip/standup", "PATCH /whip/standup/sessions/none");
            assertEquals(404, status(ask(socket, patch)));
        }
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws IOException {
        try (TestServer server = new TestServer(TestServer.BRIEF_REQUEST);
                Socket socket = connect(server)) {
            assertEquals(408, status(ask(socket, POST + "v=0\r\n")));
            assertEquals(-1, next(socket.getInputStream()));
        }
    }

    @Test
    void aConnectionThatAsksForNothingIsClosed() throws IOException {
        try (TestServer server = new TestServer(TestServer.BRIEF_REQUEST);
                Socket silent = connect(server);
                Socket slow = connect(server)) {
            slow.getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
            assertEquals(-1, next(silent.getInputStream()));
            assertEquals(-1, next(slow.getInputStream()));
        }
    }

    private static SignalingConfig with(Http http, Optional<Secret> secret) {
        return new SignalingConfig(http, Rooms.DEFAULTS, secret, TestServer.OPEN.times());
    }

    private static Socket connect(TestServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) (Patience.SECONDS * 1_000));
        return socket;
    }

    /// The reply, or nothing when the connection is closed instead.
    private static String ask(Socket socket, String request) throws IOException {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return reply(socket.getInputStream());
        } catch (SocketException e) {
            return "";
        }
    }

    /// A head and its body, whose length it names.
    private static String reply(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = next(in);
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
                .findFirst()
                .orElse(0);
        in.readNBytes(length);
        return head.toString();
    }

    private static int status(String head) {
        return head.isEmpty() ? -1 : Integer.parseInt(head.split(" ", 3)[1]);
    }

    /// -1 when the server has closed, in whichever way.
    private static int next(InputStream in) throws IOException {
        try {
            return in.read();
        } catch (SocketException e) {
            return -1;
        }
    }
}
