package io.plenum.benchmarks;

import io.plenum.memory.PacketPool;
import io.plenum.stats.Counters;
import io.plenum.transport.udp.ReceiveBatch;
import io.plenum.transport.udp.UdpIo;
import io.plenum.transport.udp.UdpPoller;
import io.plenum.transport.udp.UdpPollers;
import io.plenum.transport.udp.UdpPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// One sender and its peers on the loopback, and bursts of full packets of video from one to the others.
final class UdpTraffic {
    /// Packets in a burst: what a turn of a shard's loop might send.
    static final int PACKETS = 64;

    /// A full packet of video.
    private static final int LENGTH = 1_200;

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ReceiveBatch batch;
    private final byte[] packet = new byte[LENGTH];
    private final UdpPoller poller;
    private final UdpPort sender;
    private final List<UdpPort> peers = new ArrayList<>();
    private final int run;

    /// @param run how many packets in a row each peer gets
    UdpTraffic(UdpIo io, int run) throws IOException {
        this.run = run;
        Counters counters = new Counters();
        batch = new ReceiveBatch(new PacketPool(PACKETS), counters);
        poller = UdpPollers.choose(io).open(counters);
        sender = bind();
        for (int i = 0; i < PACKETS / run; i++) {
            peers.add(bind());
        }
    }

    private UdpPort bind() throws IOException {
        return poller.bind(new InetSocketAddress(LOOPBACK, 0));
    }

    void send() {
        for (UdpPort peer : peers) {
            for (int i = 0; i < run; i++) {
                sender.write(packet, packet.length, peer.localAddress());
            }
        }
        poller.flush();
    }

    /// Reads everything; gives how much that was.
    int receive() {
        int received = 0;
        for (UdpPort peer : peers) {
            peer.read(batch);
            for (int i = 0; i < batch.size(); i++) {
                batch.takePacket(i).release();
            }
            received += batch.size();
            batch.clear();
        }
        return received;
    }

    void close() {
        poller.close();
    }
}
