package io.plenum.transport;

import static io.plenum.transport.World.ANN;
import static io.plenum.transport.World.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command;
import io.plenum.core.RoomId;
import io.plenum.stats.Counter;
import io.plenum.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What becomes of a link when its peer goes silent, moves, or begins anew.
class LinkLifeTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static ShardLimits impatient(Duration disconnected, Duration failed, Duration connect) {
        return new ShardLimits(10, 10_000, 100, 400, disconnected, failed, connect);
    }

    @Test
    void aPeerThatIsGoneIsNoticed() throws IOException {
        ShardLimits limits = impatient(Duration.ofSeconds(3), Duration.ofSeconds(8), LONG);
        try (World world = new World(World.LOOPBACK, limits)) {
            TestClient ann = world.connect(ANN);
            ann.link().stop();
            Await.until("disconnected", () -> world.reports().saw(ANN, LinkState.DISCONNECTED));
            assertFalse(world.reports().saw(ANN, LinkState.FAILED));
            Await.until("failed", () -> world.reports().saw(ANN, LinkState.FAILED));
            assertEquals("the peer does not answer any more", world.reports().reason(ANN, LinkState.FAILED));
            assertEquals(1, world.count(Counter.CONSENT_LOST));
            assertEquals(0, world.shard().links());
        }
    }

    @Test
    void aSilenceThatEndsIsForgiven() throws IOException {
        ShardLimits limits = impatient(Duration.ofSeconds(1), LONG, LONG);
        try (World world = new World(World.LOOPBACK, limits)) {
            TestClient ann = world.client();
            try (Relay relay = new Relay(world.shardAddress())) {
                ann.link().connect(relay.instead(world.open(ANN, ann)));
                world.awaitConnected(ANN, ann);
                relay.letToShard(datagram -> false);
                Await.until("disconnected", () -> world.reports().saw(ANN, LinkState.DISCONNECTED));
                relay.letToShard(datagram -> true);
                Await.until(
                        "connected again",
                        () -> world.reports().reports().getLast().state() == LinkState.CONNECTED);
            }
        }
    }

    @Test
    void aPeerThatNeverComesIsGivenUp() throws IOException {
        try (World world = new World(World.LOOPBACK, impatient(LONG, LONG, Duration.ofMillis(500)))) {
            world.open(ANN, world.client());
            Await.until("failed", () -> world.reports().saw(ANN, LinkState.FAILED));
            assertEquals("ICE found no path in time", world.reports().reason(ANN, LinkState.FAILED));
            assertEquals(1, world.count(Counter.ICE_FAILED));
            assertEquals(0, world.shard().links());
        }
    }

    @Test
    void aPeerMayMoveToAnotherAddress() throws IOException {
        try (World world = new World()) {
            TestClient ann = world.connect(ANN);
            TestClient bob = world.connect(BOB);
            world.meet();
            world.awaitHeard(ann, bob);
            bob.link().rebind();
            ann.link().rebind();
            world.awaitHeard(ann, bob);
            assertEquals(2, world.shard().links());
        }
    }

    @Test
    void iceMayBeRestartedOnTheSameAddresses() throws IOException {
        try (World world = new World()) {
            TestClient ann = world.connect(ANN);
            TestClient bob = world.connect(BOB);
            world.meet();
            world.awaitHeard(ann, bob);
            for (int restarts = 1; restarts <= 3; restarts++) {
                int done = restarts;
                RemoteDescription again = bob.link().restart();
                bob.link().connect(Await.result(world.shard().restart(BOB, again)));
                Await.until("restarted", () -> world.count(Counter.ICE_RESTARTED) == done);
                world.awaitHeard(ann, bob);
            }
            assertEquals(2, world.count(Counter.DTLS_COMPLETED));
        }
    }

    /// A queue of four is full all the time.
    @Test
    void noFactIsLostInAFullQueue() throws IOException {
        ShardLimits usual = ShardLimits.DEFAULTS;
        ShardLimits limits = new ShardLimits(
                usual.links(),
                4,
                usual.stunPerSecond(),
                usual.stunBurst(),
                usual.disconnectedAfter(),
                usual.failedAfter(),
                usual.connectWithin());
        try (World world = new World(World.LOOPBACK, limits)) {
            for (int i = 0; i < 2_000; i++) {
                assertTrue(world.shard().command(new Command.Join(new RoomId("room"), ANN, 1, 1)));
                assertTrue(world.shard().command(new Command.Leave(ANN)));
            }
            assertEquals(0, world.count(Counter.COMMAND_QUEUE_FULL));
        }
    }

    @Test
    void aRestartThatIsNotFinishedDisturbsNobody() throws IOException {
        try (World world = new World()) {
            TestClient ann = world.connect(ANN);
            TestClient bob = world.connect(BOB);
            world.meet();
            Await.result(world.shard().restart(BOB, bob.link().restart()));
            Await.result(world.shard().restart(BOB, bob.link().restart()));
            world.awaitHeard(ann, bob);
            assertEquals(0, world.count(Counter.ICE_RESTARTED));
        }
    }

    @Test
    void aRestartKeepsTheCertificate() throws IOException {
        try (World world = new World()) {
            RemoteDescription offer = world.connect(ANN).link().restart();
            RemoteDescription other = new RemoteDescription(
                    offer.ufrag(),
                    offer.password(),
                    "sha-256",
                    DtlsIdentity.create().fingerprint());
            assertEquals(
                    "an ICE restart must keep the certificate",
                    Await.failure(world.shard().restart(ANN, other)));
        }
    }
}
