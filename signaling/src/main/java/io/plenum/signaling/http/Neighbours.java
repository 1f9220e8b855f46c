package io.plenum.signaling.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How many connections each network holds. Proxies hold those of everybody, so they are not bounded: whoever runs one
/// bounds its clients there.
///
/// Owned by signaling's event loop.
final class Neighbours {
    /// A household is given a whole network of IPv6 addresses (RFC 6177), its first 64 bits at least: one machine has
    /// all the rest to itself.
    private static final int IPV6_NETWORK_BYTES = 8;

    private final int limit;
    private final Set<InetAddress> proxies;
    /// As many entries as there are connections, at most.
    private final Map<InetAddress, Integer> held = new HashMap<>();

    Neighbours(int limit, List<InetAddress> proxies) {
        this.limit = limit;
        this.proxies = Set.copyOf(proxies);
    }

    /// Whether one more is within the bound; if so it is counted.
    boolean enter(InetAddress address) {
        if (isProxy(address)) {
            return true;
        }
        InetAddress network = network(address);
        int now = held.getOrDefault(network, 0);
        if (now >= limit) {
            return false;
        }
        held.put(network, now + 1);
        return true;
    }

    /// One that had entered is gone.
    void leave(InetAddress address) {
        if (!isProxy(address)) {
            held.computeIfPresent(network(address), (network, now) -> now > 1 ? now - 1 : null);
        }
    }

    private boolean isProxy(InetAddress address) {
        return address.isLoopbackAddress() || proxies.contains(address);
    }

    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
