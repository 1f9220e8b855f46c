package io.plenum.server.net;

import io.plenum.server.config.BindAddress;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a configured address means on this machine, now.
public final class Interfaces {
    private final List<InetAddress> loopback;
    private final List<InetAddress> outside;

    Interfaces(List<InetAddress> loopback, List<InetAddress> outside) {
        this.loopback = List.copyOf(loopback);
        this.outside = List.copyOf(outside);
    }

    public static Interfaces ofThisMachine() throws SocketException {
        List<InetAddress> loopback = new ArrayList<>();
        List<InetAddress> outside = new ArrayList<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (network.isUp()) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    (address.isLoopbackAddress() ? loopback : outside).add(address);
                }
            }
        }
        return new Interfaces(loopback, outside);
    }

    /// For sockets that accept connections: the unspecified address stays what it is, the kernel answers from the
    /// address that was asked.
    public List<InetAddress> forConnections(List<BindAddress> bind) {
        return addresses(bind, List::of);
    }

    /// For media: the unspecified address becomes every single one, because each is a candidate, and because an answer
    /// must leave from the address that was asked.
    public List<InetAddress> forMedia(List<BindAddress> bind) {
        return addresses(bind, this::outsideOfFamily);
    }

    private interface Unspecified {
        List<InetAddress> addresses(InetAddress unspecified);
    }

    private List<InetAddress> addresses(List<BindAddress> bind, Unspecified unspecified) {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        for (BindAddress wanted : bind) {
            switch (wanted) {
                case BindAddress.Loopback _ -> addresses.addAll(loopback());
                case BindAddress.Literal(InetAddress address) ->
                    addresses.addAll(address.isAnyLocalAddress() ? unspecified.addresses(address) : List.of(address));
            }
        }
        return List.copyOf(addresses);
    }

    /// The loopback interface may have further addresses; these two are the ones that clients try.
    private List<InetAddress> loopback() {
        return loopback.stream()
                .filter(address -> address.equals(InetAddress.ofLiteral("127.0.0.1"))
                        || address.equals(InetAddress.ofLiteral("::1")))
                .sorted((a, b) -> Integer.compare(a.getAddress().length, b.getAddress().length))
                .toList();
    }

    /// Link-local addresses need a zone that no candidate can carry. `::` listens for both families, as in a socket.
    private List<InetAddress> outsideOfFamily(InetAddress unspecified) {
        return outside.stream()
                .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
                .filter(address -> unspecified instanceof Inet6Address || address instanceof Inet4Address)
                .toList();
    }
}
