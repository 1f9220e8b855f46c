package io.plenum.transport.udp;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/// What the kernel calls the addresses that datagrams go to. Asking for a known one makes no object.
final class SockaddrTable {
    /// Several times the participants of a shard. Only those who proved who they are are sent to, so it hardly ever
    /// fills.
    private static final int LIMIT = 8192;

    private final Map<InetSocketAddress, Sockaddr> known = new HashMap<>();

    Sockaddr of(InetSocketAddress address) {
        Sockaddr sockaddr = known.get(address);
        return sockaddr != null ? sockaddr : add(address);
    }

    private Sockaddr add(InetSocketAddress address) {
        if (known.size() == LIMIT) {
            known.clear();
        }
        Sockaddr sockaddr = Sockaddr.of(address);
        known.put(address, sockaddr);
        return sockaddr;
    }
}
