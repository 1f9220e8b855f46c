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
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A poller on a [Selector].
public final class NioUdpPoller implements UdpPoller {
    /// 4 MB hold about 3,000 full-sized datagrams: 25 ms of traffic at 1 Gbit/s, longer than any pause of the loop
    /// we accept. The kernel gives at most `net.core.rmem_max`/`wmem_max` and does not complain.
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private final Selector selector;
    private final Counters counters;

    public NioUdpPoller(Counters counters) throws IOException {
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
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
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
            selector.selectNow(key -> ready.add((UdpPort) key.attachment()));
        } else {
            long millis = TimeUnit.NANOSECONDS.toMillis(nanos) + 1; // 0 would mean "for ever"
            selector.select(key -> ready.add((UdpPort) key.attachment()), millis);
        }
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
