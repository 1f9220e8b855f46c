package io.plenum.transport.ice;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Our candidates as SDP writes them (RFC 8839 §5.1, without `a=candidate:`). The same for every session of a shard.
public final class Candidates {
    private static final int TYPE_HOST = 126;
    private static final int TYPE_SERVER_REFLEXIVE = 100;
    private static final int COMPONENT = 1;
    private static final int MAX_LOCAL_PREFERENCE = 65_535;

    private Candidates() {}

    /// @param publicAddress what the world calls this machine behind a 1:1 NAT, which keeps the port
    public static List<String> lines(List<InetSocketAddress> ports, Optional<InetAddress> publicAddress) {
        List<String> lines = new ArrayList<>();
        for (InetSocketAddress port : ports) {
            int rank = lines.size();
            lines.add(line(rank, TYPE_HOST, port.getAddress(), port.getPort()) + "host");
            publicAddress
                    .filter(address -> mapped(address, port.getAddress()))
                    .map(address -> line(rank + 1, TYPE_SERVER_REFLEXIVE, address, port.getPort()) + "srflx raddr "
                            + port.getAddress().getHostAddress() + " rport " + port.getPort())
                    .ifPresent(lines::add);
        }
        return List.copyOf(lines);
    }

    /// A NAT maps an address to one of its own family.
    private static boolean mapped(InetAddress outside, InetAddress inside) {
        return (outside instanceof Inet6Address) == (inside instanceof Inet6Address) && !outside.equals(inside);
    }

    private static String line(int rank, int type, InetAddress address, int port) {
        return rank + 1 + " " + COMPONENT + " udp " + priority(type, rank) + " " + address.getHostAddress() + " " + port
                + " typ ";
    }

    /// RFC 8445 §5.1.2.1; addresses are preferred in the order they were configured.
    private static long priority(int type, int rank) {
        return ((long) type << 24) + ((long) (MAX_LOCAL_PREFERENCE - rank) << 8) + (256 - COMPONENT);
    }
}
