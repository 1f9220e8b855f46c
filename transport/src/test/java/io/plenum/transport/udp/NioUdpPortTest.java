package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NioUdpPortTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final long SECOND = 1_000_000_000L;

    private final Counters counters = new Counters();
    private final PacketPool pool = new PacketPool(2);
    private final ReceiveBatch batch = new ReceiveBatch(pool, counters);
    private UdpPoller poller;
    private UdpPort port;
    private DatagramSocket peer;

    @BeforeEach
    void bind() throws IOException {
        poller = new NioUdpPoller(counters);
        port = poller.bind(new InetSocketAddress(LOOPBACK, 0));
        peer = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
    }

    @AfterEach
    void close() {
        peer.close();
        poller.close();
    }

    private void send(int length) throws IOException {
        byte[] datagram = new byte[length];
        Arrays.fill(datagram, (byte) length);
        peer.send(new DatagramPacket(datagram, length, port.localAddress()));
    }

    /// On loopback, a datagram is there when its sending has returned.
    private void read() {
        port.read(batch);
    }

    @Test
    void readsWhatIsThere() throws IOException {
        send(100);
        send(1_500);
        List<UdpPort> ready = new ArrayList<>();
        poller.await(SECOND, ready);
        assertEquals(List.of(port), ready);
        read();
        assertEquals(2, batch.size());
        assertEquals(peer.getLocalSocketAddress(), batch.source(0));
        Packet first = batch.takePacket(0);
        assertEquals(100, first.length());
        assertEquals(100, first.bytes()[99]);
        assertEquals(1_500, batch.takePacket(1).length());
        assertThrows(IllegalStateException.class, () -> batch.takePacket(0));
        assertEquals(1_600, counters.get(Counter.BYTES_IN));
    }

    @Test
    void whatIsTooLongIsDropped() throws IOException {
        send(1_501);
        send(9_000);
        read();
        assertEquals(0, batch.size());
        assertEquals(2, counters.get(DropReason.OVERSIZED));
        assertEquals(0, pool.inUse());
    }

    @Test
    void withoutMemoryDatagramsAreDropped() throws IOException {
        for (int i = 0; i < 3; i++) {
            send(10);
        }
        read();
        assertEquals(2, batch.size());
        assertEquals(1, counters.get(DropReason.NO_PACKET_MEMORY));
    }

    @Test
    void writesWhatItIsTold() throws IOException {
        byte[] bytes = {1, 2, 3, 4};
        port.write(bytes, 3, (InetSocketAddress) peer.getLocalSocketAddress());
        port.flush();
        DatagramPacket received = new DatagramPacket(new byte[10], 10);
        peer.receive(received);
        assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOf(received.getData(), received.getLength()));
        assertEquals(1, counters.get(Counter.DATAGRAMS_OUT));
    }

    @Test
    void anAddressOutOfReachIsCounted() {
        port.write(new byte[1], 1, new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 9));
        assertEquals(1, counters.get(DropReason.SEND_FAILED));
        assertEquals(0, counters.get(Counter.DATAGRAMS_OUT));
    }

    @Test
    void aWakeUpEndsTheWait() throws IOException {
        poller.wakeup();
        List<UdpPort> ready = new ArrayList<>();
        poller.await(60 * SECOND, ready);
        assertTrue(ready.isEmpty());
    }

    @Test
    void aWildcardStandsForTheMachinesAddresses() throws IOException {
        List<InetSocketAddress> expanded = BindAddresses.expand(List.of(new InetSocketAddress(10_000)));
        assertFalse(expanded.isEmpty());
        for (InetSocketAddress address : expanded) {
            assertFalse(address.getAddress().isAnyLocalAddress(), address.toString());
            assertEquals(10_000, address.getPort());
        }
        InetSocketAddress one = new InetSocketAddress(LOOPBACK, 5);
        assertEquals(List.of(one), BindAddresses.expand(List.of(one, one)));
    }
}
