package io.plenum.transport;

import static io.plenum.transport.World.ANN;
import static io.plenum.transport.World.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plenum.core.PeerId;
import io.plenum.core.SfuConfig;
import io.plenum.stats.Counter;
import io.plenum.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void mediaGoesFromOneClientToAnother() throws IOException {
        try (World world = new World()) {
            TestClient ann = world.connect(ANN);
            TestClient bob = world.connect(BOB);
            world.meet();
            world.awaitHeard(ann, bob);
            assertEquals(2, world.shard().links());
            assertEquals(2, world.count(Counter.DTLS_COMPLETED));
            assertEquals(2, world.count(Counter.ICE_CONNECTED));
        }
    }

    @Test
    void controlPacketsGoBothWays() throws IOException {
        try (World world = new World()) {
            TestClient ann = world.connect(ANN);
            TestClient bob = world.connect(BOB);
            world.meet();
            world.awaitHeard(ann, bob);
            byte[] report = TestClient.report(77);
            ann.link().sendRtcp(report, report.length);
            Await.until("the shard got a report", () -> world.count(Counter.RTCP_IN) > 0);
            Await.until("Ann got reports", () -> !ann.rtcp().isEmpty());
        }
    }

    @Test
    void worksOverIpv6() throws IOException {
        InetAddress ipv6 = InetAddress.ofLiteral("::1");
        assumeTrue(canBind(ipv6), "this machine has no IPv6");
        try (World world = new World(ipv6, ShardLimits.DEFAULTS)) {
            TestClient ann = world.connect(ANN);
            TestClient bob = world.connect(BOB);
            world.meet();
            world.awaitHeard(ann, bob);
        }
    }

    private static boolean canBind(InetAddress address) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aGoodbyeEndsTheLinkAtOnce() throws IOException {
        try (World world = new World()) {
            world.connect(ANN).link().close();
            Await.until("closed", () -> world.reports().saw(ANN, LinkState.CLOSED));
            assertEquals(0, world.shard().links());
        }
    }

    @Test
    void closingALinkSaysGoodbye() throws IOException {
        try (World world = new World()) {
            TestClient ann = world.connect(ANN);
            world.shard().close(ANN);
            Await.until("the client heard the goodbye", () -> ann.is(LinkState.CLOSED));
            assertTrue(world.reports().saw(ANN, LinkState.CLOSED));
        }
    }

    @Test
    void aFullShardRefuses() throws IOException {
        ShardLimits one = new ShardLimits(1, 1024, 100, 400, SECOND, SECOND, SECOND);
        try (World world = new World(World.LOOPBACK, one)) {
            world.open(ANN, world.client());
            assertRefused(world, BOB, world.client().link().description(), "the shard is full");
        }
    }

    @Test
    void aPeerHasOneLink() throws IOException {
        try (World world = new World()) {
            world.open(ANN, world.client());
            assertRefused(world, ANN, world.client().link().description(), "peer-1 has a link already");
        }
    }

    @Test
    void weakFingerprintsAreRefused() throws IOException {
        try (World world = new World()) {
            String sha1 = "AA:".repeat(19) + "AA";
            RemoteDescription offer = new RemoteDescription("ufrag", "a password of 22 chars", "sha-1", sha1);
            assertRefused(world, ANN, offer, "fingerprint algorithm sha-1 is not accepted");
            assertEquals(0, world.shard().links());
        }
    }

    @Test
    void credentialsOfTheWrongLengthAreRefused() throws IOException {
        try (World world = new World()) {
            RemoteDescription good = world.client().link().description();
            RemoteDescription bad = new RemoteDescription(
                    "x".repeat(257), good.password(), good.fingerprintAlgorithm(), good.fingerprint());
            assertRefused(world, ANN, bad, "ice-ufrag must have 4 to 256 characters, has 257");
        }
    }

    @Test
    void aClosedShardRefuses() throws IOException {
        World world = new World();
        world.close();
        assertRefused(
                world,
                ANN,
                world.client().link().description(),
                "the shard is closed or has too many links to open at once");
    }

    private static void assertRefused(World world, PeerId peer, RemoteDescription offer, String reason) {
        assertEquals(reason, Await.failure(world.shard().open(peer, offer)));
    }

    @Test
    void thePublicAddressIsACandidateToo() throws IOException {
        ShardConfig config = new ShardConfig(
                "shard",
                List.of(new InetSocketAddress(World.LOOPBACK, 0)),
                Optional.of(InetAddress.ofLiteral("198.51.100.7")),
                SfuConfig.defaults(0));
        try (Shard shard = Shard.start(config, DtlsIdentity.create(), new TestListener());
                World world = new World()) {
            int port = shard.localAddresses().getFirst().getPort();
            LocalDescription answer =
                    Await.result(shard.open(ANN, world.client().link().description()));
            assertEquals(
                    List.of(
                            "1 1 udp 2130706431 127.0.0.1 " + port + " typ host",
                            "2 1 udp 1694498559 198.51.100.7 " + port + " typ srflx raddr 127.0.0.1 rport " + port),
                    answer.candidates());
        }
    }

    @Test
    void secretsStayOutOfTexts() {
        RemoteDescription remote = new RemoteDescription("u", "secret", "sha-256", "AA");
        LocalDescription local = new LocalDescription("u", "secret", "AA", List.of());
        assertEquals("RemoteDescription[u] LocalDescription[u]", remote + " " + local);
    }
}
