package io.plenum.transport;

import io.plenum.transport.udp.UdpPort;
import java.net.InetSocketAddress;

/// Where a link sends: from which port, to which address.
record LinkPath(UdpPort port, InetSocketAddress remote) {
    void write(byte[] bytes, int length) {
        port.write(bytes, length, remote);
    }
}
