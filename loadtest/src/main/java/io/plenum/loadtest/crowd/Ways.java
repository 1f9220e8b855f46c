package io.plenum.loadtest.crowd;

import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.loadtest.link.LinkEmulator;
import io.plenum.transport.LocalDescription;
import io.plenum.transport.client.CandidateLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ways to a server that are not straight: a link emulator for each kind of network and address of the server, made
/// when the first participant needs it.
final class Ways implements AutoCloseable {
    private record Way(AccessNetwork network, InetSocketAddress server) {}

    private final long seed;
    private final Map<Way, LinkEmulator> emulators = new HashMap<>();

    Ways(long seed) {
        this.seed = seed;
    }

    /// The server as it is seen from behind this network: its candidate is the emulator's address.
    LocalDescription through(Optional<AccessNetwork> network, LocalDescription server) {
        return network.map(kind -> new LocalDescription(
                        server.ufrag(), server.password(), server.fingerprint(), List.of(candidate(kind, server))))
                .orElse(server);
    }

    private String candidate(AccessNetwork network, LocalDescription server) {
        for (String line : server.candidates()) {
            Optional<InetSocketAddress> address = CandidateLine.address(line);
            if (address.isPresent() && address.get().getAddress() instanceof Inet4Address) {
                return CandidateLine.at(
                        emulator(new Way(network, address.get())).address(), line);
            }
        }
        throw new IllegalArgumentException("an impaired link needs a server with an IPv4 address");
    }

    private synchronized LinkEmulator emulator(Way way) {
        return emulators.computeIfAbsent(way, this::start);
    }

    private LinkEmulator start(Way way) {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return LinkEmulator.start(
                    anyPort, way.server(), way.network().up(), way.network().down(), seed + emulators.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        emulators.values().forEach(LinkEmulator::close);
    }
}
