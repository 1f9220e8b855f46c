package io.plenum.transport.udp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;

/// Replaces a wildcard address by the machine's addresses, so that each gets a socket of its own: a reply then leaves
/// from the address the request came to, as ICE demands, and each address is a candidate.
public final class BindAddresses {
    /// More are a machine full of virtual interfaces: every candidate costs every client a round of checks.
    private static final int MAX_ADDRESSES = 16;

    private BindAddresses() {}

    public static List<InetSocketAddress> expand(List<InetSocketAddress> bind) throws IOException {
        List<InetSocketAddress> expanded = new ArrayList<>();
        for (InetSocketAddress address : bind) {
            if (address.isUnresolved()) {
                throw new IOException("cannot bind to " + address.getHostString() + ": not an address of this machine");
            }
            if (address.getAddress().isAnyLocalAddress()) {
                machine().forEach(own -> expanded.add(new InetSocketAddress(own, address.getPort())));
            } else {
                expanded.add(address);
            }
        }
        return expanded.stream().distinct().limit(MAX_ADDRESSES).toList();
    }

    /// All addresses a client elsewhere could use; the loopback addresses on a machine without a network.
    private static List<InetAddress> machine() throws IOException {
        List<InetAddress> usable = NetworkInterface.networkInterfaces()
                .filter(BindAddresses::up)
                .flatMap(NetworkInterface::inetAddresses)
                .filter(BindAddresses::reachable)
                .map(BindAddresses::withoutScope)
                .toList();
        return usable.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : usable;
    }

    private static boolean up(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (IOException e) {
            return false; // it has just gone away
        }
    }

    private static boolean reachable(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isMulticastAddress();
    }

    /// Java names the interface in an IPv6 address (`%eth0`), which neither SDP nor a comparison wants.
    private static InetAddress withoutScope(InetAddress address) {
        try {
            return address instanceof Inet6Address ? InetAddress.getByAddress(address.getAddress()) : address;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
