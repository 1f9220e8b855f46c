package io.plenum.loadtest.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.media.Counts;
import io.plenum.transport.LinkState;
import io.plenum.transport.LocalDescription;
import io.plenum.transport.client.ClientListener;
import io.plenum.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What a loop tells of itself.
class CrowdLoopTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create();
    private static final int PATIENCE_SECONDS = 20;

    /// Together several times the buffer that a socket asks for.
    private static final int FLOOD = 400;

    private static final int LENGTH = 50_000;

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatItWasTooSlowForIsToldOnce() throws Exception {
        try (CrowdLoop loop = CrowdLoop.start("crowd", IDENTITY);
                DatagramSocket server = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            loop.open(new Ears())
                    .connect(new LocalDescription(
                            "user",
                            "password-of-22-letters",
                            IDENTITY.fingerprint(),
                            List.of("1 1 udp 1 127.0.0.1 " + server.getLocalPort() + " typ host")));
            SocketAddress client = heard(server);
            assertTrue(loop.ask(() -> flood(server, client)).get());
            Counts counts =
                    loop.sample().get(PATIENCE_SECONDS, TimeUnit.SECONDS).counts();
            assertTrue(counts.unreceived() > 0, "the flood was none");
            assertEquals(0, loop.sample().get().counts().unreceived());
        }
    }

    /// Where a check comes from.
    private static SocketAddress heard(DatagramSocket server) throws IOException {
        server.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        DatagramPacket check = new DatagramPacket(new byte[1_500], 1_500);
        server.receive(check);
        return check.getSocketAddress();
    }

    /// While the loop waits for the end of it.
    private static boolean flood(DatagramSocket server, SocketAddress client) {
        try {
            for (int i = 0; i < FLOOD; i++) {
                server.send(new DatagramPacket(new byte[LENGTH], LENGTH, client));
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static final class Ears implements ClientListener {
        @Override
        public void state(LinkState state, String reason) {}

        @Override
        public void rtp(byte[] packet, int length, long nowNanos, long arrivedNanos) {}

        @Override
        public void rtcp(byte[] packet, int length, long nowNanos) {}
    }
}
