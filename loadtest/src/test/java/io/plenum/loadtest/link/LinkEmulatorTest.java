package io.plenum.loadtest.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.sim.LinkProfile;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The sockets around the emulated links. What the links do is [EmulatedLinkTest]'s.
class LinkEmulatorTest {
    private static final long SEED = 1;
    private static final long MILLI = 1_000_000L;
    private static final LinkProfile IDEAL = LinkProfile.GOOD.withDelay(0, 0);

    /// A patience, not a time that anything should take.
    private static final int PATIENCE_MILLIS = 20_000;

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private DatagramSocket server;
    private DatagramSocket ann;
    private DatagramSocket bob;
    private LinkEmulator emulator;

    @BeforeEach
    void open() throws IOException {
        server = socket();
        ann = socket();
        bob = socket();
        emulator = LinkEmulator.start(ANY_PORT, (InetSocketAddress) server.getLocalSocketAddress(), IDEAL, IDEAL, SEED);
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(ANY_PORT);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    @AfterEach
    void close() {
        emulator.close();
        server.close();
        ann.close();
        bob.close();
    }

    @Test
    void eachClientHasItsOwnWayThereAndBack() throws IOException {
        send(ann, "from ann", emulator.address());
        DatagramPacket fromAnn = receive(server);
        send(bob, "from bob", emulator.address());
        DatagramPacket fromBob = receive(server);
        assertEquals("from ann", text(fromAnn));
        assertEquals("from bob", text(fromBob));
        assertNotEquals(fromAnn.getSocketAddress(), fromBob.getSocketAddress());

        send(server, "to bob", fromBob.getSocketAddress());
        send(server, "to ann", fromAnn.getSocketAddress());
        DatagramPacket toAnn = receive(ann);
        assertEquals("to ann", text(toAnn));
        assertEquals(emulator.address(), toAnn.getSocketAddress());
        assertEquals("to bob", text(receive(bob)));
    }

    @Test
    void aPacketTakesAtLeastTheDelay() throws IOException {
        emulator.profile(IDEAL.withDelay(50 * MILLI, 0), IDEAL.withDelay(30 * MILLI, 0));
        long started = System.nanoTime();
        send(ann, "ping", emulator.address());
        send(server, "pong", receive(server).getSocketAddress());
        receive(ann);
        long took = System.nanoTime() - started;
        assertTrue(took >= 80 * MILLI, "took " + took + " ns");
    }

    @Test
    void aChangeActsOnTheWaysThereAre() throws IOException {
        send(ann, "first", emulator.address());
        receive(server);
        emulator.profile(LinkProfile.loss(100), IDEAL);
        send(ann, "lost", emulator.address());
        EmulatorSample until = emulator.sample();
        while (until.up().lost() == 0) {
            until = until.plus(emulator.sample());
        }
        emulator.profile(IDEAL, IDEAL);
        send(ann, "second", emulator.address());
        assertEquals("second", text(receive(server)));
        EmulatorSample all = until.plus(emulator.sample());
        assertEquals(3, all.up().packets());
        assertEquals(2, all.up().delivered());
        assertEquals(0, all.unsent());
    }

    @Test
    void whatItTellsIsSinceItWasAskedLast() throws IOException {
        send(ann, "first", emulator.address());
        send(server, "answer", receive(server).getSocketAddress());
        receive(ann);
        EmulatorSample first = emulator.sample();
        assertEquals(1, first.up().delivered());
        assertEquals(1, first.down().delivered());
        assertTrue(first.lateNanos() > 0, "the thread hands on after the moment itself");
        send(ann, "second", emulator.address());
        receive(server);
        EmulatorSample second = emulator.sample();
        assertEquals(1, second.up().packets());
        assertEquals(0, second.down().packets());
        assertEquals(EmulatorSample.NONE, emulator.sample());
    }

    @Test
    void whoFindsNoPathIsTold() throws IOException {
        emulator.close();
        emulator =
                LinkEmulator.start(ANY_PORT, (InetSocketAddress) server.getLocalSocketAddress(), IDEAL, IDEAL, SEED, 1);
        assertEquals(emulator.address(), emulator.reserve().join());
        CompletableFuture<InetSocketAddress> second = emulator.reserve();
        assertThrows(CompletionException.class, second::join);
        assertEquals("no path is left: all 1 are taken", second.exceptionNow().getMessage());

        send(ann, "from ann", emulator.address());
        assertEquals("from ann", text(receive(server)));
        send(bob, "from bob", emulator.address());
        EmulatorSample sample = emulator.sample();
        while (sample.unsent() == 0) {
            sample = sample.plus(emulator.sample());
        }
        assertEquals(1, sample.up().packets(), "ann's: bob has no path");
    }

    private static void send(DatagramSocket from, String text, SocketAddress to) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static DatagramPacket receive(DatagramSocket at) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[Datagram.CAPACITY], Datagram.CAPACITY);
        at.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }
}
