package io.plenum.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Addresses as people write them.
final class AddressText {
    /// At the beginning of an IPv6 address, or in it.
    private static final Pattern ZEROS = Pattern.compile("(^|:)0(:0)+(:|$)");

    private AddressText() {}

    /// As URLs have it: Java writes out all the zeros.
    static String host(InetAddress address) {
        String name = address.getHostAddress();
        return name.contains(":") ? "[" + ZEROS.matcher(name).replaceFirst("::") + "]" : name;
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
