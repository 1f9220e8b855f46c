package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.stats.Counters;
import io.plenum.transport.AllocationMeter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The native port leaves nothing behind: neither where a datagram comes from nor where it goes is made anew.
class UdpAllocationTest {
    private static final int PEERS = 8;
    private static final int TURNS = 500;
    private static final int LENGTH = 1_000;

    /// The meter itself makes an object now and then.
    private static final double BYTES_PER_DATAGRAM = 1;

    private final byte[] datagram = new byte[LENGTH];
    private final Counters counters = new Counters();
    private final ReceiveBatch batch = new ReceiveBatch(new PacketPool(ReceiveBatch.CAPACITY), counters);
    private final List<UdpPort> ready = new ArrayList<>();
    private final List<UdpPort> peers = new ArrayList<>();

    @Test
    void nothingIsMadePerDatagram() throws Exception {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "native UDP is for Linux");
        UdpPoller poller = UdpPollers.choose(UdpIo.NATIVE).open(counters);
        UdpPort port = poller.bind(new InetSocketAddress(Ports.LOOPBACK, 0));
        for (int i = 0; i < PEERS; i++) {
            peers.add(poller.bind(new InetSocketAddress(Ports.LOOPBACK, 0)));
        }
        try {
            double bytes = AllocationMeter.bytesEach(Thread.currentThread(), () -> exchange(poller, port));
            assertTrue(bytes <= BYTES_PER_DATAGRAM, bytes + " bytes per datagram");
        } finally {
            poller.close();
        }
    }

    /// Every peer sends two datagrams, which go back to where they came from.
    private long exchange(UdpPoller poller, UdpPort port) throws IOException {
        long datagrams = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            for (int i = 0; i < PEERS; i++) {
                peers.get(i).write(datagram, LENGTH, port.localAddress());
                peers.get(i).write(datagram, LENGTH, port.localAddress());
            }
            poller.flush();
            poller.await(Ports.SECOND, ready);
            ready.clear();
            datagrams += echo(port);
            poller.flush();
            for (int i = 0; i < PEERS; i++) {
                datagrams += discard(peers.get(i));
            }
        }
        return datagrams;
    }

    private long echo(UdpPort port) {
        port.read(batch);
        for (int i = 0; i < batch.size(); i++) {
            Packet packet = batch.takePacket(i);
            port.write(packet.bytes(), packet.length(), batch.source(i));
            packet.release();
        }
        return clear();
    }

    private long discard(UdpPort port) {
        port.read(batch);
        for (int i = 0; i < batch.size(); i++) {
            batch.takePacket(i).release();
        }
        return clear();
    }

    private long clear() {
        long size = batch.size();
        batch.clear();
        return size;
    }
}
