package io.plenum.loadtest.link;

import io.plenum.sim.LinkProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/// One client's path to the server and back: two links, and the socket that stands for the client towards the server.
final class Flow {
    private final InetSocketAddress client;
    private final DatagramChannel upstream;
    private final EmulatedLink up;
    private final EmulatedLink down;
    private long usedNanos;

    private Flow(
            InetSocketAddress client, DatagramChannel upstream, EmulatedLink up, EmulatedLink down, long nowNanos) {
        this.client = client;
        this.upstream = upstream;
        this.up = up;
        this.down = down;
        this.usedNanos = nowNanos;
    }

    /// The socket of a client that is to come.
    static DatagramChannel connect(InetSocketAddress server) throws IOException {
        DatagramChannel upstream = DatagramChannel.open();
        upstream.connect(server).configureBlocking(false);
        return upstream;
    }

    static Flow open(
            InetSocketAddress client,
            DatagramChannel upstream,
            LinkProfile upwards,
            LinkProfile downwards,
            long seed,
            Selector selector,
            long nowNanos)
            throws IOException {
        // Two directions of one path fail independently of each other.
        Flow flow = new Flow(
                client, upstream, new EmulatedLink(upwards, seed), new EmulatedLink(downwards, ~seed), nowNanos);
        upstream.register(selector, SelectionKey.OP_READ, flow);
        return flow;
    }

    InetSocketAddress client() {
        return client;
    }

    DatagramChannel upstream() {
        return upstream;
    }

    EmulatedLink up() {
        return up;
    }

    EmulatedLink down() {
        return down;
    }

    void used(long nowNanos) {
        usedNanos = nowNanos;
    }

    long usedNanos() {
        return usedNanos;
    }

    long nextNanos() {
        return Math.min(up.nextNanos(), down.nextNanos());
    }
}
