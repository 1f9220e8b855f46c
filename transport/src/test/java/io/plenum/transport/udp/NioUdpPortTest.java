package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class NioUdpPortTest {
    private final Counters counters = new Counters();

    /// Java has no other word for ENOBUFS, which Linux cannot be brought to say when it is wanted.
    @Test
    void withoutBuffersADatagramIsCountedAsTheNativePortDoes() throws IOException {
        NioUdpPoller poller = new NioUdpPoller(counters);
        NioUdpPort port = poller.bind(new InetSocketAddress(Ports.LOOPBACK, 0));
        port.refused(new SocketException("No buffer space available"));
        assertEquals(1, counters.get(Counter.SEND_BUFFER_FULL));
        assertEquals(0, counters.get(DropReason.SEND_FAILED));
        port.refused(new SocketException("Network is unreachable"));
        port.refused(new ClosedChannelException()); // which has no text
        assertEquals(1, counters.get(Counter.SEND_BUFFER_FULL));
        assertEquals(2, counters.get(DropReason.SEND_FAILED));
        poller.close();
    }
}
