package io.plenum.loadtest.crowd;

import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.loadtest.link.LinkEmulator;
import io.plenum.transport.LocalDescription;
import io.plenum.transport.client.CandidateLine;
import io.vertx.core.Future;
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

    /// The server as one more participant sees it from behind this network: its candidate is the emulator's address.
    /// Fails, with the reason, where there is no way.
    Future<LocalDescription> through(Optional<AccessNetwork> network, LocalDescription server) {
        return network.map(kind -> behind(kind, server)).orElseGet(() -> Future.succeededFuture(server));
    }

    private Future<LocalDescription> behind(AccessNetwork network, LocalDescription server) {
        for (String line : server.candidates()) {
            Optional<InetSocketAddress> address = CandidateLine.address(line);
            if (address.isPresent() && address.get().getAddress() instanceof Inet4Address) {
                return reserved(new Way(network, address.get()))
                        .map(way -> new LocalDescription(
                                server.ufrag(),
                                server.password(),
                                server.fingerprint(),
                                List.of(CandidateLine.at(way, line))));
            }
        }
        return Future.failedFuture("an impaired link needs a server with an IPv4 address");
    }

    private Future<InetSocketAddress> reserved(Way way) {
        return Future.fromCompletionStage(emulator(way).reserve())
                .recover(
                        failure -> Future.failedFuture("behind " + way.network().key() + ": " + failure.getMessage()));
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

    /// What each network's emulators did since the last call, by its name.
    synchronized Map<String, EmulatorSample> sample() {
        Map<String, EmulatorSample> samples = new HashMap<>();
        emulators.forEach(
                (way, emulator) -> samples.merge(way.network().key(), emulator.sample(), EmulatorSample::plus));
        return samples;
    }

    @Override
    public synchronized void close() {
        emulators.values().forEach(LinkEmulator::close);
    }
}
