package io.plenum.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// Waits for datagrams on all ports of one event loop, which owns it.
public interface UdpPoller {
    UdpPort bind(InetSocketAddress address) throws IOException;

    /// Closes one port; a port that is not of this poller is a bug.
    void close(UdpPort port);

    /// Waits until a port has something to read, [#wakeup] is called, or the time is over; adds the ports that have.
    void await(long nanos, List<UdpPort> ready) throws IOException;

    /// Ends the current or the next [#await]. May be called on any thread.
    void wakeup();

    /// Closes all ports.
    void close();
}
