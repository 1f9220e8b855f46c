package io.plenum.transport;

import io.plenum.transport.udp.Destination;
import io.plenum.transport.udp.UdpPort;
import java.net.InetSocketAddress;

/// Where a link sends: from which port, to which address.
///
/// @param leg whose session found it
/// @param nominated whether the peer has chosen it
record LinkPath(UdpPort port, Destination to, IceLeg leg, boolean nominated) {
    LinkPath(UdpPort port, InetSocketAddress remote, IceLeg leg, boolean nominated) {
        this(port, new Destination(remote), leg, nominated);
    }

    InetSocketAddress remote() {
        return to.address();
    }

    /// Whether ICE has come to an end here, and has nothing to learn from another check.
    boolean isSettled(IceLeg checked, UdpPort checkedPort, InetSocketAddress from) {
        return nominated && leg == checked && port.equals(checkedPort) && remote().equals(from);
    }

    void write(byte[] bytes, int length) {
        port.write(bytes, length, to);
    }
}
