package io.plenum.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// Waits for datagrams on all ports of one event loop, which owns it.
public interface UdpPoller {
    UdpPort bind(InetSocketAddress address) throws IOException;

    /// Closes one port; a port that is not of this poller is a bug.
    void close(UdpPort port);

    /// Waits until a port has something to read, [#wakeup] is called, or the time is over, never much less; adds the
    /// ports that have.
    void await(long nanos, List<UdpPort> ready) throws IOException;

    /// Hands to the kernel what was written to any port: once per turn of the loop.
    void flush();

    /// Counts what the kernel has dropped since the last time because a port was not read soon enough.
    /// A system call for each port: for now and then.
    void countOverflow();

    /// How full the fullest receive buffer is, in percent: what does not fit, the kernel drops. Negative where nobody
    /// says. A system call for each port.
    int fullness();

    /// Ends the current or the next [#await]. May be called on any thread, also when the poller is closed.
    void wakeup();

    /// Closes all ports.
    void close();
}
