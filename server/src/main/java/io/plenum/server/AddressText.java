package io.plenum.server;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Addresses as people write them.
final class AddressText {
    private AddressText() {}

    /// As URLs have it, and with IPv6 in its canonical form (RFC 5952): Java writes out all the zeros.
    static String host(InetAddress address) {
        String name = NetUtil.toAddressString(address);
        return address instanceof Inet6Address ? "[" + name + "]" : name;
    }

    /// Where media goes: each shard has a port on each address, and what somebody opens in a firewall are ranges.
    static String ranges(List<InetSocketAddress> all) {
        Map<InetAddress, NavigableSet<Integer>> ports = new LinkedHashMap<>();
        all.forEach(address -> ports.computeIfAbsent(address.getAddress(), _ -> new TreeSet<>())
                .add(address.getPort()));
        return ports.entrySet().stream()
                .map(entry -> host(entry.getKey()) + ":" + range(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /// One range as a rule: only ports that the system chose lie apart.
    private static String range(NavigableSet<Integer> ports) {
        boolean range = ports.size() > 1 && ports.last() - ports.first() == ports.size() - 1;
        return range
                ? ports.first() + "-" + ports.last()
                : ports.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }
}
