package io.plenum.transport.udp;

import io.plenum.stats.Counters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A poller on a [Selector].
final class NioUdpPoller implements UdpPoller {
    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector;
    private final Counters counters;
    private final ArrayList<UdpPort> selected = new ArrayList<>();
    /// Made once: one that knew the caller's list would be made for each wait.
    private final Consumer<SelectionKey> select = this::select;

    NioUdpPoller(Counters counters) throws IOException {
        this(counters, Selector.open());
    }

    private NioUdpPoller(Counters counters, Selector selector) {
        this.selector = selector;
        this.counters = counters;
    }

    @Override
    public NioUdpPort bind(InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address.getAddress() instanceof Inet6Address
                        ? StandardProtocolFamily.INET6
                        : StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SocketBuffers.WANTED.toReceive());
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SocketBuffers.WANTED.toSend());
            channel.bind(address).configureBlocking(false);
            NioUdpPort port = new NioUdpPort(channel, counters);
            channel.register(selector, SelectionKey.OP_READ, port);
            return port;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close(UdpPort port) {
        try {
            ((NioUdpPort) port).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void await(long nanos, List<UdpPort> ready) throws IOException {
        if (nanos <= 0) {
            selector.selectNow(select);
        } else {
            selector.select(select, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI); // 0 would mean "for ever"
        }
        ready.addAll(selected);
        selected.clear();
    }

    private void select(SelectionKey key) {
        selected.add((UdpPort) key.attachment());
    }

    @Override
    public void flush() {
        // Every write has gone to the kernel already.
    }

    @Override
    public void countOverflow() {
        // Java does not tell.
    }

    @Override
    public int fullness() {
        return -1; // nor this
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
