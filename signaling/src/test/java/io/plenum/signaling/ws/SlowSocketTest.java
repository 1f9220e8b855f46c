package io.plenum.signaling.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.RoomId;
import io.plenum.signaling.support.Patience;
import io.plenum.signaling.support.RecordedOffers;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// A client that does not read costs a bounded amount of memory, and nobody else notices.
class SlowSocketTest {
    private static final String HANDSHAKE = """
            GET /ws HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
            \r
            """;
    private static final String HEAD = "HTTP/1.1 101";
    /// Far more often than a room has news. Without a pause there is always one more for the loop to do, and its
    /// timers, by which the flood is cut, are late.
    private static final long NEWS_NANOS = 1_000_000L;

    /// Empty, and masked.
    private static final byte[] PING = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};
    private static final String JOIN = "{\"type\":\"join\",\"v\":1,\"room\":\"standup\",\"name\":\"Slow\"}";

    @Test
    void aSocketThatIsNotReadIsCutAndMayResume() throws IOException {
        try (TestServer server = new TestServer(TestServer.OPEN);
                TestClient ann = new TestClient(server);
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            ann.join("standup", "Ann");
            ann.offer(RecordedOffers.read("chromium-meeting"));
            join(slow);
            ann.nextHere("Slow", 0);

            Command.Join join = server.plane().commands(Command.Join.class).getFirst();
            Event large = new Event.SpeakersChanged(join.room(), Collections.nCopies(5_000, join.peer()));
            long deadline = System.nanoTime() + 3 * Patience.SECONDS * 1_000_000_000L;
            int sent = 0;
            while (server.signaling().snapshot().sockets() > 1) {
                assertTrue(System.nanoTime() < deadline, "still connected after " + sent + " messages");
                server.plane().event(large);
                ann.next("speakers");
                sent++;
            }
            assertTrue(sent > 10, "a megabyte may wait: " + sent);
            assertEquals(2, server.signaling().snapshot().participants(), "it has its time to resume");
        }
    }

    /// A client that pings and does not read would have its answers kept for it.
    @Test
    void aFloodOfPingsIsCut() throws IOException {
        try (TestServer server = new TestServer(TestServer.OPEN);
                TestClient ann = new TestClient(server);
                Socket flood = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            ann.join("standup", "Ann");
            join(flood);
            ann.nextHere("Slow", 0);
            RoomId room = new RoomId("standup#1");
            for (int i = 0; i < 1_000; i++) {
                flood.getOutputStream().write(PING);
            }
            long deadline = System.nanoTime() + 3 * Patience.SECONDS * 1_000_000_000L;
            while (server.signaling().snapshot().sockets() > 1) {
                assertTrue(System.nanoTime() < deadline, "still connected");
                server.plane().event(new Event.SpeakersChanged(room, List.of()));
                ann.next("speakers");
                LockSupport.parkNanos(NEWS_NANOS);
            }
        }
    }

    private static void join(Socket socket) throws IOException {
        socket.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
        byte[] reply = socket.getInputStream().readNBytes(HEAD.length());
        assertEquals(HEAD, new String(reply, StandardCharsets.US_ASCII));
        socket.getOutputStream().write(frame(JOIN));
    }

    /// A masked text frame of less than 126 bytes (RFC 6455 §5.2); a mask of zeros changes nothing.
    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }
}
