package io.plenum.transport.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plenum.transport.LinkState;
import io.plenum.transport.LocalDescription;
import io.plenum.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a link makes of a server that is not there.
class ClientLinkTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create();

    private final ClientLoop loop;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final ClientLink link;

    ClientLinkTest() throws IOException {
        loop = ClientLoop.start("client", _ -> {});
        link = loop.open(LOOPBACK, IDENTITY, new Ears());
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aServerThatNeverAnswersIsAFailure() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            link.connect(server("1 1 udp 1 127.0.0.1 " + silent.getLocalPort() + " typ host"));
            loop.execute(() -> link.tick(loop.now() + ClientIce.CONNECT_NANOS));
            assertEquals("FAILED: no answer to ICE checks for 15 s", ended.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aServerWithoutAnAddressIsRefusedAtOnce() {
        assertRefused(server(), "the server names no address that can be tried from here");
        assertRefused(
                server("1 1 udp 1 2001:db8::1 10000 typ host"),
                "the server names no address that can be tried from here");
    }

    private void assertRefused(LocalDescription server, String why) {
        var refused = assertThrows(IllegalArgumentException.class, () -> link.connect(server));
        assertEquals(why, refused.getMessage());
    }

    private static LocalDescription server(String... candidates) {
        return new LocalDescription("user", "password-of-22-letters", IDENTITY.fingerprint(), List.of(candidates));
    }

    private final class Ears implements ClientListener {
        @Override
        public void state(LinkState state, String reason) {
            ended.complete(state + ": " + reason);
        }

        @Override
        public void rtp(byte[] packet, int length, long nowNanos, long arrivedNanos) {}

        @Override
        public void rtcp(byte[] packet, int length, long nowNanos) {}
    }
}
