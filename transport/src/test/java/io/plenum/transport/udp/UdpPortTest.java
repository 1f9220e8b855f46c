package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.memory.PacketPool;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import io.plenum.transport.udp.Ports.Datagram;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What both kinds of ports promise. On loopback, a datagram is there when its sending has returned.
class UdpPortTest {
    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void readsWhatIsThere(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io);
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(Ports.LOOPBACK, 0))) {
            UdpPort port = ports.bind();
            send(peer, 1, 100, port);
            send(peer, 2, 1_500, port);
            assertEquals(List.of(port), ports.ready(Ports.SECOND));
            List<Datagram> read = ports.read(port);
            InetSocketAddress source = (InetSocketAddress) peer.getLocalSocketAddress();
            assertEquals(List.of(new Datagram(source, 1, 100), new Datagram(source, 2, 1_500)), read);
            assertEquals(2, ports.count(Counter.DATAGRAMS_IN));
            assertEquals(1_600, ports.count(Counter.BYTES_IN));
            assertEquals(List.of(), ports.read(port));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void tellsWhenADatagramArrived(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io);
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(Ports.LOOPBACK, 0))) {
            UdpPort port = ports.bind();
            port.stampArrivals();
            ReceiveBatch batch = new ReceiveBatch(new PacketPool(1), new Counters());
            send(peer, 1, 100, port);
            long sent = System.nanoTime();
            assertEquals(List.of(port), ports.ready(Ports.SECOND));
            port.read(batch);
            long read = System.nanoTime();
            long arrived = batch.arrivedNanos(0);
            batch.takePacket(0).release();
            assertTrue(arrived <= (io == UdpIo.NATIVE ? sent + Ports.SECOND / 1_000 : read), "after it was there");
            assertTrue(arrived > sent - Ports.SECOND, "long before it was sent");
        }
    }

    private static void send(DatagramSocket peer, int number, int length, UdpPort to) throws IOException {
        peer.send(new DatagramPacket(Ports.bytes(number, length), length, to.localAddress()));
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void whatIsTooLongIsDropped(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io);
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(Ports.LOOPBACK, 0))) {
            UdpPort port = ports.bind();
            send(peer, 1, 1_501, port);
            send(peer, 2, 65_507, port);
            send(peer, 3, 10, port);
            assertEquals(1, ports.await(port, 1).size());
            assertEquals(2, ports.drops(DropReason.OVERSIZED));
            assertEquals(0, ports.packetsInUse());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void anEmptyDatagramIsOneToo(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io)) {
            UdpPort from = ports.bind();
            UdpPort to = ports.bind();
            for (int length : new int[] {5, 0, 0, 5}) {
                Ports.write(from, 1, length, to.localAddress());
            }
            ports.poller().flush();
            List<Datagram> arrived = ports.await(to, 4);
            assertEquals(
                    List.of(5, 0, 0, 5), arrived.stream().map(Datagram::length).toList());
            assertEquals(4, ports.count(Counter.DATAGRAMS_OUT));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void withoutMemoryDatagramsAreDropped(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io, 2)) {
            UdpPort from = ports.bind();
            UdpPort to = ports.bind();
            for (int i = 0; i < 3; i++) {
                Ports.write(from, i, 10, to.localAddress());
            }
            ports.poller().flush();
            assertEquals(2, ports.await(to, 2).size());
            assertEquals(1, ports.drops(DropReason.NO_PACKET_MEMORY));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void aPacketIsTakenOnce(UdpIo io) throws IOException {
        Counters counters = new Counters();
        try (Ports ports = new Ports(io)) {
            UdpPort port = ports.bind();
            Ports.write(port, 1, 10, port.localAddress());
            ports.poller().flush();
            assertEquals(List.of(port), ports.ready(Ports.SECOND));
            ReceiveBatch batch = new ReceiveBatch(new PacketPool(1), counters);
            port.read(batch);
            assertEquals(10, batch.takePacket(0).length());
            assertThrows(IllegalStateException.class, () -> batch.takePacket(0));
        }
    }

    /// Runs of all shapes: what the kernel may cut and join on the way must come out as it went in.
    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void burstsOfAllShapesArriveWholeAndInOrder(UdpIo io) throws IOException {
        long seed = 20_261_121;
        Random random = new Random(seed);
        try (Ports ports = new Ports(io)) {
            UdpPort from = ports.bind();
            UdpPort to = ports.bind();
            for (int round = 0; round < 200; round++) {
                List<Datagram> burst = burst(from.localAddress(), random);
                burst.forEach(datagram -> Ports.write(from, datagram.number(), datagram.length(), to.localAddress()));
                ports.poller().flush();
                assertEquals(burst, ports.await(to, burst.size()), "seed " + seed + ", round " + round);
            }
        }
    }

    private static List<Datagram> burst(InetSocketAddress source, Random random) {
        List<Datagram> burst = new ArrayList<>();
        int length = 1 + random.nextInt(1_500);
        for (int i = random.nextInt(150); i >= 0; i--) {
            if (random.nextInt(8) == 0) {
                length = Math.clamp(length + random.nextInt(-2, 3) * random.nextInt(1, 200), 1, 1_500);
            }
            burst.add(new Datagram(source, random.nextInt(128), length));
        }
        return burst;
    }

    /// More than fits into a queue, so some of it goes before it is flushed.
    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void aTurnMayWriteAnyAmount(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io)) {
            UdpPort from = ports.bind();
            List<UdpPort> to = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                to.add(ports.bind());
            }
            for (int number = 0; number < 10; number++) {
                for (UdpPort target : to) {
                    Ports.write(from, number, 1_200, target.localAddress());
                }
            }
            ports.poller().flush();
            for (UdpPort target : to) {
                List<Datagram> arrived = ports.read(target);
                assertEquals(10, arrived.size());
                for (int number = 0; number < 10; number++) {
                    assertEquals(new Datagram(from.localAddress(), number, 1_200), arrived.get(number));
                }
            }
            assertEquals(1_000, ports.count(Counter.DATAGRAMS_OUT));
            assertEquals(1_200_000, ports.count(Counter.BYTES_OUT));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void portsThatWriteByTurnsKeepTheirOwnAddressAndOrder(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io)) {
            UdpPort one = ports.bind();
            UdpPort other = ports.bind();
            UdpPort to = ports.bind();
            for (int number = 0; number < 5; number++) {
                Ports.write(one, number, 100, to.localAddress());
                Ports.write(other, number, 100, to.localAddress());
            }
            ports.poller().flush();
            Map<InetSocketAddress, List<Datagram>> arrived =
                    ports.await(to, 10).stream().collect(Collectors.groupingBy(Datagram::source));
            for (UdpPort from : List.of(one, other)) {
                List<Datagram> written = IntStream.range(0, 5)
                        .mapToObj(number -> new Datagram(from.localAddress(), number, 100))
                        .toList();
                assertEquals(written, arrived.get(from.localAddress()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void aReadTakesABatchAndLeavesTheRest(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io);
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(Ports.LOOPBACK, 0))) {
            UdpPort port = ports.bind();
            for (int i = 0; i < ReceiveBatch.CAPACITY + 10; i++) {
                send(peer, i, 100, port);
            }
            assertEquals(ReceiveBatch.CAPACITY, ports.read(port).size());
            assertTrue(ports.mayHaveLeftSome());
            assertEquals(List.of(port), ports.ready(Ports.SECOND), "what is left is told of again");
            assertEquals(10, ports.read(port).size());
            assertFalse(ports.mayHaveLeftSome());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void manyPeersAreToldApart(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io)) {
            UdpPort to = ports.bind();
            Set<InetSocketAddress> peers = new HashSet<>();
            for (int i = 0; i < 300; i++) {
                UdpPort peer = ports.bind();
                peers.add(peer.localAddress());
                Ports.write(peer, i, 100, to.localAddress());
            }
            ports.poller().flush();
            Set<InetSocketAddress> sources = new HashSet<>();
            ports.await(to, 300).forEach(datagram -> sources.add(datagram.source()));
            assertEquals(peers, sources);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void worksOverIpv6(UdpIo io) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        try (Ports ports = new Ports(io)) {
            UdpPort from = bindIpv6(ports, loopback);
            UdpPort to = bindIpv6(ports, loopback);
            Ports.write(from, 1, 1_200, to.localAddress());
            Ports.write(from, 2, 1_200, to.localAddress());
            ports.poller().flush();
            InetSocketAddress source = from.localAddress();
            assertEquals(List.of(new Datagram(source, 1, 1_200), new Datagram(source, 2, 1_200)), ports.await(to, 2));
        }
    }

    private static UdpPort bindIpv6(Ports ports, InetAddress address) {
        try {
            return ports.bind(address);
        } catch (IOException e) {
            return Assumptions.abort("this machine has no IPv6: " + e.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void anAddressOutOfReachIsCounted(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io)) {
            UdpPort port = ports.bind();
            Ports.write(port, 1, 1, new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 9));
            Ports.write(port, 2, 1, InetSocketAddress.createUnresolved("nowhere.invalid", 9));
            // A port of the loopback cannot send to another network: the kernel says so, and only of this datagram.
            Ports.write(port, 3, 1, new InetSocketAddress(InetAddress.ofLiteral("198.51.100.1"), 9));
            Ports.write(port, 4, 1, port.localAddress());
            ports.poller().flush();
            assertEquals(4, ports.await(port, 1).getFirst().number());
            assertEquals(3, ports.drops(DropReason.SEND_FAILED));
            assertEquals(1, ports.count(Counter.DATAGRAMS_OUT));
        }
    }

    /// The ICMP error that comes back must neither be taken for a datagram nor keep one from being sent or read.
    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void aPeerThatHasGoneDisturbsNobody(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io)) {
            UdpPort port = ports.bind();
            InetSocketAddress gone = closedPort();
            for (int number = 0; number < 5; number++) {
                Ports.write(port, number, 100, gone);
                ports.poller().flush();
                Ports.write(port, number, 100, port.localAddress());
                ports.poller().flush();
            }
            assertEquals(5, ports.await(port, 5).size());
            assertEquals(List.of(), ports.ready(0), "an error does not keep the loop awake");
            assertEquals(10, ports.count(Counter.DATAGRAMS_OUT));
        }
    }

    private static InetSocketAddress closedPort() throws SocketException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(Ports.LOOPBACK, 0))) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void aPortInUseIsRefused(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io)) {
            InetSocketAddress taken = ports.bind().localAddress();
            assertThrows(BindException.class, () -> ports.poller().bind(taken));
            assertThrows(BindException.class, () -> ports.bind(InetAddress.ofLiteral("198.51.100.1")));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void aClosedPortIsFreeAndSilent(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io)) {
            UdpPort port = ports.bind();
            Ports.write(port, 1, 10, port.localAddress());
            ports.poller().flush();
            assertEquals(List.of(port), ports.ready(Ports.SECOND));
            ports.poller().close(port);
            assertEquals(List.of(), ports.read(port));
            Ports.write(port, 2, 10, port.localAddress());
            ports.poller().flush();
            assertEquals(List.of(), ports.ready(0));
            UdpPort next = ports.poller().bind(port.localAddress());
            Ports.write(next, 3, 10, next.localAddress());
            ports.poller().flush();
            assertSame(next, ports.ready(Ports.SECOND).getFirst());
            assertEquals(3, ports.read(next).getFirst().number());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void aWakeUpEndsTheWaitOnce(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io)) {
            ports.poller().wakeup();
            ports.poller().wakeup();
            assertEquals(List.of(), ports.ready(600 * Ports.SECOND));
            long before = System.nanoTime();
            ports.ready(20_000_000);
            assertTrue(System.nanoTime() - before >= 20_000_000, "the next wait is a wait");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void aWakeUpEndsTheWaitOfAnotherThread(UdpIo io) throws IOException, InterruptedException {
        try (Ports ports = new Ports(io)) {
            Thread waker = Thread.ofPlatform().start(() -> ports.poller().wakeup());
            assertEquals(List.of(), ports.ready(600 * Ports.SECOND));
            waker.join();
        }
    }

    /// A wait that ends early makes a loop spin until its timer is due.
    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void noWaitIsShorterThanAsked(UdpIo io) throws IOException {
        try (Ports ports = new Ports(io)) {
            ports.bind();
            for (long nanos : new long[] {1, 1_000, 300_000, 999_999, 1_000_000, 1_000_001, 2_500_000}) {
                long before = System.nanoTime();
                assertEquals(List.of(), ports.ready(nanos));
                assertTrue(System.nanoTime() - before >= nanos, nanos + " ns");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void aWakeUpAfterTheEndIsHarmless(UdpIo io) throws IOException {
        Ports ports = new Ports(io);
        ports.bind();
        ports.close();
        ports.poller().wakeup();
    }
}
