package io.plenum.transport.client;

import io.plenum.transport.LocalDescription;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Reads the addresses out of a server's candidates.
final class CandidateLine {
    private static final int ADDRESS = 4;
    private static final int PORT = 5;

    private CandidateLine() {}

    /// Those that a socket bound to `local` can send to.
    static List<InetSocketAddress> reachable(LocalDescription server, InetAddress local) {
        return server.candidates().stream()
                .map(CandidateLine::address)
                .filter(address -> address.getAddress().getClass() == local.getClass())
                .toList();
    }

    private static InetSocketAddress address(String line) {
        String[] fields = line.split(" ", -1);
        return new InetSocketAddress(InetAddress.ofLiteral(fields[ADDRESS]), Integer.parseInt(fields[PORT]));
    }
}
