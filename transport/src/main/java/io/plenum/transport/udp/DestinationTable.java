package io.plenum.transport.udp;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/// The addresses that somebody writes to without having kept a [Destination]. Asking for a known one makes no object.
final class DestinationTable {
    /// Several times the participants of a shard. Only those who proved who they are are sent to, so it hardly ever
    /// fills.
    private static final int LIMIT = 8192;

    private final Map<InetSocketAddress, Destination> known = new HashMap<>();

    /// @param resolved an address with a number
    Destination of(InetSocketAddress resolved) {
        Destination destination = known.get(resolved);
        return destination != null ? destination : add(resolved);
    }

    private Destination add(InetSocketAddress resolved) {
        if (known.size() == LIMIT) {
            known.clear();
        }
        Destination destination = new Destination(resolved);
        known.put(resolved, destination);
        return destination;
    }
}
