package io.plenum.transport.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.transport.LinkState;
import io.plenum.transport.LocalDescription;
import io.plenum.transport.dtls.DtlsIdentity;
import io.plenum.transport.udp.UdpIo;
import io.plenum.transport.udp.UdpPoller;
import io.plenum.transport.udp.UdpPollers;
import io.plenum.transport.udp.UdpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What comes while a loop of clients has no time.
@EnabledOnOs(OS.LINUX)
class ClientLoopTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create();
    private static final int PATIENCE_SECONDS = 20;

    private final ClientLoop loop;
    private final DatagramSocket server;
    private InetSocketAddress client;

    ClientLoopTest() throws IOException {
        loop = ClientLoop.start("client", _ -> {});
        server = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        client = new InetSocketAddress(LOOPBACK, 0);
    }

    /// Its first check tells where it is.
    @BeforeEach
    void connect() throws IOException {
        ClientLink link = loop.open(LOOPBACK, IDENTITY, new Ears());
        link.connect(new LocalDescription(
                "user",
                "password-of-22-letters",
                IDENTITY.fingerprint(),
                List.of("1 1 udp 1 127.0.0.1 " + server.getLocalPort() + " typ host")));
        server.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        DatagramPacket check = new DatagramPacket(new byte[1_500], 1_500);
        server.receive(check);
        client = (InetSocketAddress) check.getSocketAddress();
    }

    @AfterEach
    void close() {
        server.close();
        loop.close();
    }

    @Test
    void whatTheLoopIsTooLateForIsCounted() throws Exception {
        int flood = 400; // several times the buffer that a port asks for
        CompletableFuture<Long> told = new CompletableFuture<>();
        loop.execute(() -> {
            long before = loop.unreceived();
            send(flood, 50_000);
            told.complete(loop.unreceived() - before);
        });
        long lost = told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertTrue(lost > 0, "the flood was none");
        awaitArrived(flood - lost);
        assertEquals(lost, ask());
    }

    /// The kernel joins a run of one sender's, and hands out several runs at once.
    @Test
    void whateverComesAtOnceFindsRoom() throws Exception {
        int run = 600;
        try (Sender sender = new Sender()) {
            loop.execute(() -> sender.send(run, 1_200, client));
            awaitArrived(run);
        }
        assertEquals(0, ask());
    }

    private void send(int datagrams, int length) {
        try {
            for (int i = 0; i < datagrams; i++) {
                server.send(new DatagramPacket(new byte[length], length, client));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitArrived(long count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (loop.counters().get(Counter.DATAGRAMS_IN) < count) {
            assertTrue(System.nanoTime() < deadline, () -> loop.counters().get(Counter.DATAGRAMS_IN) + " arrived");
            LockSupport.parkNanos(1_000_000);
        }
    }

    private long ask() throws Exception {
        CompletableFuture<Long> told = new CompletableFuture<>();
        loop.execute(() -> told.complete(loop.unreceived()));
        return told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// Sends in runs, as servers do.
    private static final class Sender implements AutoCloseable {
        private static final byte NO_PROTOCOL = (byte) 0xFF;

        private final UdpPoller poller;
        private final UdpPort port;

        Sender() throws IOException {
            poller = UdpPollers.choose(UdpIo.AUTO).open(new Counters());
            port = poller.bind(new InetSocketAddress(LOOPBACK, 0));
        }

        void send(int datagrams, int length, InetSocketAddress to) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, NO_PROTOCOL);
            for (int i = 0; i < datagrams; i++) {
                port.write(bytes, length, to);
            }
            poller.flush();
        }

        @Override
        public void close() {
            poller.close();
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
