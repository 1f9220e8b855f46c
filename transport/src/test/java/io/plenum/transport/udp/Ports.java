package io.plenum.transport.udp;

import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A poller of one kind, its ports, and what arrived at them. Datagrams carry their number in every byte.
final class Ports implements AutoCloseable {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    static final long SECOND = 1_000_000_000L;

    /// Long enough for the loopback on the busiest machine.
    private static final int PATIENCE_SECONDS = 20;

    private static final int PACKETS = 2_000;

    private final Counters counters = new Counters();
    private final PacketPool pool;
    private final ReceiveBatch batch;
    private final UdpPoller poller;
    private boolean emptied;

    /// @param number what is in each of its bytes
    record Datagram(InetSocketAddress source, int number, int length) {}

    Ports(UdpIo io, int packets) throws IOException {
        assumeLinux(io);
        pool = new PacketPool(packets);
        batch = new ReceiveBatch(pool, counters);
        poller = UdpPollers.choose(io).open(counters);
    }

    Ports(UdpIo io) throws IOException {
        this(io, PACKETS);
    }

    /// Native ones on a kernel of the test's.
    Ports(Libc kernel) throws IOException {
        assumeLinux(UdpIo.NATIVE);
        pool = new PacketPool(PACKETS);
        batch = new ReceiveBatch(pool, counters);
        poller = new LinuxUdpPoller(counters, Arena.ofShared(), kernel);
    }

    static void assumeLinux(UdpIo io) {
        Assumptions.assumeTrue(
                io == UdpIo.NIO || System.getProperty("os.name").equals("Linux"), "native UDP is for Linux");
    }

    UdpPort bind(InetAddress address) throws IOException {
        return poller.bind(new InetSocketAddress(address, 0));
    }

    UdpPort bind() throws IOException {
        return bind(LOOPBACK);
    }

    UdpPoller poller() {
        return poller;
    }

    int packetsInUse() {
        return pool.inUse();
    }

    long count(Counter counter) {
        return counters.get(counter);
    }

    long drops(DropReason reason) {
        return counters.get(reason);
    }

    static byte[] bytes(int number, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    static void write(UdpPort from, int number, int length, InetSocketAddress to) {
        from.write(bytes(number, length), length, to);
    }

    /// The ports with something to read, within a time.
    List<UdpPort> ready(long nanos) throws IOException {
        List<UdpPort> ready = new ArrayList<>();
        poller.await(nanos, ready);
        return ready;
    }

    /// What one read of a port gives.
    List<Datagram> read(UdpPort port) {
        emptied = port.read(batch);
        List<Datagram> datagrams = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Packet packet = batch.takePacket(i);
            datagrams.add(datagram(batch.source(i), packet));
            packet.release();
        }
        batch.clear();
        return datagrams;
    }

    /// What the last read said.
    boolean mayHaveLeftSome() {
        return !emptied;
    }

    private static Datagram datagram(InetSocketAddress source, Packet packet) {
        int number = packet.length() == 0 ? 0 : packet.bytes()[0];
        byte[] whole = bytes(number, packet.length());
        if (!Arrays.equals(whole, 0, whole.length, packet.bytes(), 0, packet.length())) {
            throw new AssertionError("a datagram of parts of others");
        }
        return new Datagram(source, number, packet.length());
    }

    /// Turns until so many datagrams have arrived at a port.
    List<Datagram> await(UdpPort port, int count) throws IOException {
        List<Datagram> arrived = new ArrayList<>();
        for (int waits = 0; arrived.size() < count; ) {
            List<UdpPort> ready = ready(SECOND);
            if (ready.contains(port)) {
                arrived.addAll(read(port));
            } else if (ready.isEmpty() && ++waits == PATIENCE_SECONDS) {
                throw new AssertionError("of " + count + " datagrams " + arrived.size() + " arrived");
            }
        }
        return arrived;
    }

    @Override
    public void close() {
        poller.close();
    }
}
