package io.plenum.transport.udp;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/// Where a peer's datagrams go, in our words and the kernel's: made once for a peer, so that no packet has it
/// looked up. A port takes datagrams for one run only when they go to the same object.
public final class Destination {
    private final InetSocketAddress address;
    private final Sockaddr sockaddr;
    private final boolean ipv6;

    /// @param resolved an address with a number
    public Destination(InetSocketAddress resolved) {
        address = resolved;
        sockaddr = Sockaddr.of(resolved);
        ipv6 = resolved.getAddress() instanceof Inet6Address;
    }

    public InetSocketAddress address() {
        return address;
    }

    Sockaddr sockaddr() {
        return sockaddr;
    }

    boolean ipv6() {
        return ipv6;
    }
}
