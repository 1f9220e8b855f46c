package io.plenum.loadtest.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.sim.PublisherOptions;
import io.plenum.transport.LocalDescription;
import io.plenum.transport.client.CandidateLine;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which way participants go to a server, and that it is as bad as it should be.
class WaysTest {
    private static final int PATIENCE_SECONDS = 20;
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Optional<AccessNetwork> LTE = Optional.of(AccessNetwork.LTE);
    private static final Optional<AccessNetwork> TRAIN = Optional.of(AccessNetwork.TRAIN);

    private static final long SEED = 14;

    /// Which the buffer of the train's uplink holds: 400 ms of 0.7 Mbit/s.
    private static final int PACKETS = 900;

    /// Which any socket's buffer holds.
    private static final int AT_ONCE = 50;

    private final Ways ways = new Ways(SEED);
    private DatagramSocket socket;
    private DatagramSocket client;
    private LocalDescription server;

    @BeforeEach
    void open() throws IOException {
        socket = new DatagramSocket(ANY_PORT);
        socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
        client = new DatagramSocket(ANY_PORT);
        client.setSoTimeout(PATIENCE_SECONDS * 1_000);
        server = new LocalDescription(
                "user",
                "password",
                "AA:BB",
                List.of("1 1 udp 2 ::1 9 typ host", "2 1 udp 1 127.0.0.1 " + socket.getLocalPort() + " typ host"));
    }

    @AfterEach
    void close() {
        ways.close();
        socket.close();
        client.close();
    }

    @Test
    void withoutANetworkTheWayIsStraight() {
        assertSame(server, ways.through(Optional.empty(), server).await());
        assertEquals(Map.of(), ways.sample());
    }

    /// Else the path around it would be found.
    @Test
    void behindANetworkTheOnlyCandidateIsItsEmulator() {
        LocalDescription seen = ways.through(LTE, server).await();
        assertEquals(List.of("user", "password", "AA:BB"), List.of(seen.ufrag(), seen.password(), seen.fingerprint()));
        assertEquals(1, seen.candidates().size());
        assertTrue(seen.candidates().getFirst().startsWith("2 1 udp 1 127.0.0.1 "), seen.candidates()::toString);
        assertNotEquals(socket.getLocalPort(), address(seen).getPort());
    }

    @Test
    void thoseBehindOneNetworkShareItsEmulator() {
        InetSocketAddress first = address(ways.through(LTE, server).await());
        assertEquals(first, address(ways.through(LTE, server).await()));
        assertNotEquals(first, address(ways.through(TRAIN, server).await()));
    }

    @Test
    void theWayTakesWhatItsNetworkTakes() throws IOException {
        SocketAddress way = address(ways.through(LTE, server).await());
        long sent = System.nanoTime();
        client.send(new DatagramPacket(new byte[100], 100, way));
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        socket.receive(packet);
        long there = System.nanoTime();
        assertTrue(there - sent >= AccessNetwork.LTE.up().delayNanos(), () -> "up in " + (there - sent) + " ns");
        socket.send(packet);
        client.receive(packet);
        long back = System.nanoTime();
        assertTrue(back - there >= AccessNetwork.LTE.down().delayNanos(), () -> "down in " + (back - there) + " ns");

        EmulatorSample lte = sample("lte");
        assertEquals(1, lte.up().delivered());
        assertEquals(1, lte.down().delivered());
    }

    /// Which are lost is the seed's: of this one as many as there should be, 2 of 100.
    @Test
    void theWayLosesWhatItsNetworkLoses() throws IOException {
        SocketAddress way = address(ways.through(TRAIN, server).await());
        EmulatorSample train = EmulatorSample.NONE;
        for (int sent = 0; sent < PACKETS; ) {
            for (int i = 0; i < AT_ONCE; i++, sent++) {
                client.send(new DatagramPacket(new byte[10], 10, way));
            }
            while (train.up().packets() < sent) {
                train = train.plus(sample("train"));
            }
        }
        while (train.up().delivered() + train.up().lost() < PACKETS) {
            train = train.plus(sample("train"));
        }
        assertEquals(18, train.up().lost());
        assertEquals(0, train.up().overflowed());
        assertEquals(0, train.unsent());
        assertTrue(train.up().maxQueueNanos() > 0);
    }

    private EmulatorSample sample(String network) {
        return ways.sample().getOrDefault(network, EmulatorSample.NONE);
    }

    @Test
    void aServerWithoutAnIpv4AddressHasNoWay() {
        LocalDescription six = new LocalDescription("user", "password", "AA:BB", List.of("1 1 udp 2 ::1 9 typ host"));
        Future<LocalDescription> seen = ways.through(LTE, six);
        assertEquals(
                "an impaired link needs a server with an IPv4 address",
                seen.cause().getMessage());
    }

    @Test
    void whoFindsNoWayHasNotJoined() throws Exception {
        Seat seat = Seat.of("room", "ann", PublisherOptions.PERSON, 1, 0, 1).behind(AccessNetwork.LTE);
        try (Crowd crowd = Crowd.start(_ -> _ -> Future.succeededFuture(new SixOnly()), 1, 0)) {
            var joined = crowd.join(seat).joined();
            assertThrows(ExecutionException.class, () -> joined.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals(
                    "an impaired link needs a server with an IPv4 address",
                    joined.exceptionNow().getMessage());
        }
    }

    /// A server that is only to be had by IPv6.
    private static final class SixOnly implements Entrance {
        @Override
        public Future<Long> enter(Seat seat) {
            return Future.succeededFuture(0L);
        }

        @Override
        public Future<String> offer(String sdp) {
            return Future.succeededFuture("""
                    a=ice-ufrag:user
                    a=ice-pwd:password
                    a=fingerprint:sha-256 AA:BB
                    a=candidate:1 1 udp 2 ::1 9 typ host
                    """);
        }

        @Override
        public Future<Void> leave() {
            return Future.succeededFuture();
        }
    }

    private static InetSocketAddress address(LocalDescription seen) {
        return CandidateLine.address(seen.candidates().getFirst()).orElseThrow();
    }
}
