package io.plenum.benchmarks.compare;

import io.plenum.memory.PacketPool;
import io.plenum.stats.Counters;
import io.plenum.transport.udp.ReceiveBatch;
import io.plenum.transport.udp.UdpIo;
import io.plenum.transport.udp.UdpPoller;
import io.plenum.transport.udp.UdpPollers;
import io.plenum.transport.udp.UdpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// Where the floor sends to: sockets that are read as participants read theirs, since whoever sends on one machine pays
/// for the delivery too.
final class FloorSinks implements AutoCloseable {
    private static final long LOOK_NANOS = 100_000_000L;

    private final Counters counters = new Counters();
    private final UdpPoller poller = UdpPollers.choose(UdpIo.NATIVE).open(counters);
    private final List<UdpPort> ports = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "floor-receivers");
    private volatile boolean running = true;

    FloorSinks(InetAddress address, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            UdpPort port = poller.bind(new InetSocketAddress(address, 0));
            port.stampArrivals(); // the load's sockets do, and whoever sends pays for it
            ports.add(port);
        }
        thread.start();
    }

    List<Integer> ports() {
        return ports.stream().map(port -> port.localAddress().getPort()).toList();
    }

    private void run() {
        ReceiveBatch batch = new ReceiveBatch(new PacketPool(4 * ReceiveBatch.CAPACITY), counters);
        List<UdpPort> ready = new ArrayList<>();
        while (running) {
            ready.clear();
            await(ready);
            for (int i = 0; i < ready.size(); i++) {
                ready.get(i).read(batch);
                for (int packet = 0; packet < batch.size(); packet++) {
                    batch.takePacket(packet).release();
                }
                batch.clear();
            }
        }
        poller.close();
    }

    private void await(List<UdpPort> ready) {
        try {
            poller.await(LOOK_NANOS, ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
