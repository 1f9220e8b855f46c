package io.plenum.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Where media goes, in few words: each shard has a port on each address, and what somebody opens in a firewall are
/// ranges.
final class MediaAddresses {
    private MediaAddresses() {}

    static String text(List<InetSocketAddress> all) {
        Map<InetAddress, NavigableSet<Integer>> ports = new LinkedHashMap<>();
        all.forEach(address -> ports.computeIfAbsent(address.getAddress(), _ -> new TreeSet<>())
                .add(address.getPort()));
        return ports.entrySet().stream()
                .map(entry -> StartReport.host(entry.getKey()) + ":" + text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /// One range as a rule: only ports that the system chose lie apart.
    private static String text(NavigableSet<Integer> ports) {
        boolean range = ports.size() > 1 && ports.last() - ports.first() == ports.size() - 1;
        return range
                ? ports.first() + "-" + ports.last()
                : ports.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }
}
