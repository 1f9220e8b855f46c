package io.plenum.server.net;

import io.plenum.server.config.BindAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which IP addresses the configured places to listen are on this machine, now.
public final class LocalAddresses {
    /// The loopback interface may have further addresses; these are the two that clients try.
    private static final List<InetAddress> LOOPBACK =
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    /// The shards make of it every address that is not the loopback's.
    private static final InetAddress ALL = InetAddress.ofLiteral("0.0.0.0");

    private LocalAddresses() {}

    public static List<InetAddress> of(List<BindAddress> bind) throws SocketException {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        for (BindAddress wanted : bind) {
            switch (wanted) {
                case BindAddress.Literal(InetAddress address) -> addresses.add(address);
                case BindAddress.Loopback _ -> addresses.addAll(loopback());
                case BindAddress.ThisMachine _ -> {
                    addresses.addAll(loopback());
                    addresses.add(ALL);
                }
            }
        }
        return List.copyOf(addresses);
    }

    /// A machine without IPv6 has only one of them.
    private static List<InetAddress> loopback() throws SocketException {
        List<InetAddress> here = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .toList();
        return LOOPBACK.stream().filter(here::contains).toList();
    }
}
