package io.plenum.transport.client;

import io.plenum.transport.LocalDescription;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// Reads the addresses out of a server's candidates (RFC 8839 §5.1): `foundation component transport priority address
/// port typ …`.
public final class CandidateLine {
    private static final int TRANSPORT = 2;
    private static final int ADDRESS = 4;
    private static final int PORT = 5;
    private static final int MAX_PORT = 65_535;

    private CandidateLine() {}

    /// Those that a socket bound to `local` can send to.
    static List<InetSocketAddress> reachable(LocalDescription server, InetAddress local) {
        return server.candidates().stream()
                .flatMap(line -> address(line).stream())
                .filter(address -> address.getAddress().getClass() == local.getClass())
                .toList();
    }

    /// Empty for one that we have no use for: of TCP, of a name instead of an address, or of nothing that makes sense.
    public static Optional<InetSocketAddress> address(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length <= PORT || !fields[TRANSPORT].equalsIgnoreCase("udp")) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(fields[PORT]);
            return port > 0 && port <= MAX_PORT
                    ? Optional.of(new InetSocketAddress(InetAddress.ofLiteral(fields[ADDRESS]), port))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The same candidate at another address.
    public static String at(InetSocketAddress address, String line) {
        String[] fields = line.split(" ", -1);
        fields[ADDRESS] = address.getAddress().getHostAddress();
        fields[PORT] = Integer.toString(address.getPort());
        return String.join(" ", fields);
    }
}
