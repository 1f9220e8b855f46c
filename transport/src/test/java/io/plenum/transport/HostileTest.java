package io.plenum.transport;

import static io.plenum.transport.World.ANN;
import static io.plenum.transport.World.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.core.Event;
import io.plenum.core.PeerId;
import io.plenum.core.SfuConfig;
import io.plenum.stats.Counter;
import io.plenum.stats.DropReason;
import io.plenum.transport.client.ClientLoop;
import io.plenum.transport.demux.DatagramKind;
import io.plenum.transport.dtls.DtlsIdentity;
import io.plenum.transport.srtp.SrtpEngine;
import io.plenum.transport.udp.UdpPollers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A meeting goes on while somebody throws rubbish at its port.
class HostileTest {
    private static final int DATAGRAMS = 10_000;
    /// Beyond what a shard accepts; our own client does not send so much.
    private static final int STRANGERS_MAX_LENGTH = 1_600;

    private static final int MAX_LENGTH = 1_500;

    /// So many at a time that the kernel's buffer holds them on a busy machine: each must really arrive.
    private static final int BURST = 100;

    /// Every class of RFC 7983 §7, and what lies between.
    @ParameterizedTest(name = "first byte {0} to {1}, seed {2}")
    @CsvSource({"0, 3, 1", "4, 15, 2", "16, 19, 3", "20, 63, 4", "64, 79, 5", "80, 127, 6", "128, 191, 7", "192, 255, 8"
    })
    void rubbishFromStrangersAndFromWithinDisturbsNobody(int from, int to, long seed) throws IOException {
        try (World world = new World();
                RawSocket stranger = new RawSocket(world.shardAddress())) {
            TestClient ann = world.connect(ANN);
            TestClient bob = world.connect(BOB);
            TestClient mallory = world.connect(new PeerId(3));
            world.meet();
            Random random = new Random(seed);
            flood(world, () -> rubbish(random, from, to, STRANGERS_MAX_LENGTH), stranger::send);
            flood(world, () -> rubbish(random, from, to, MAX_LENGTH), mallory.link()::sendRaw);
            world.awaitHeard(ann, bob);
            Await.until("all packets are given back", () -> world.shard().packetsInUse() < 100);
        }
    }

    private static void flood(World world, Supplier<byte[]> rubbish, Consumer<byte[]> send) {
        long before = world.count(Counter.DATAGRAMS_IN);
        for (int sent = 1; sent <= DATAGRAMS; sent++) {
            send.accept(rubbish.get());
            if (sent % BURST == 0) {
                int least = sent;
                Await.until("the shard has read " + least, () -> world.count(Counter.DATAGRAMS_IN) >= before + least);
            }
        }
    }

    /// Half of it looks plausible beyond its first byte: a STUN header, a DTLS record.
    private static byte[] rubbish(Random random, int from, int to, int maxLength) {
        byte[] datagram = new byte[1 + random.nextInt(maxLength)];
        random.nextBytes(datagram);
        datagram[0] = (byte) (from + random.nextInt(to - from + 1));
        if (random.nextBoolean() && datagram.length > 20) {
            plausible(datagram);
        }
        return datagram;
    }

    private static void plausible(byte[] datagram) {
        if (datagram[0] == 0 || datagram[0] == 1) {
            int length = (datagram.length - 20) & ~3;
            datagram[1] = 1;
            datagram[2] = (byte) (length >> 8);
            datagram[3] = (byte) length;
            datagram[4] = 0x21;
            datagram[5] = 0x12;
            datagram[6] = (byte) 0xA4;
            datagram[7] = 0x42;
        } else if (datagram[0] >= 20 && datagram[0] <= 63) {
            datagram[1] = (byte) 0xFE;
            datagram[2] = (byte) 0xFD;
            datagram[3] = 0;
            datagram[4] = (byte) (datagram[5] & 1);
            datagram[11] = (byte) ((datagram.length - 13) >> 8);
            datagram[12] = (byte) (datagram.length - 13);
        }
    }

    /// A listener that fails for Ann only: a bug in one link's path.
    private static final class FailingForAnn implements ShardListener {
        private final TestListener reports = new TestListener();

        @Override
        public void link(PeerId peer, LinkState state, String reason) {
            reports.link(peer, state, reason);
            if (peer.equals(ANN) && state == LinkState.CONNECTED) {
                throw new IllegalStateException("the bug this test is about");
            }
        }

        @Override
        public void event(Event event) {
            reports.event(event);
        }
    }

    @Test
    void aBugInOneLinkEndsThatLinkOnly() throws IOException {
        FailingForAnn listener = new FailingForAnn();
        ShardConfig config = new ShardConfig(
                "shard", List.of(new InetSocketAddress(World.LOOPBACK, 0)), Optional.empty(), SfuConfig.defaults(0));
        try (Shard shard = Shard.start(config, DtlsIdentity.create(), listener);
                ClientLoop clients = ClientLoop.start("clients", now -> {})) {
            for (PeerId peer : List.of(ANN, BOB)) {
                TestClient client = new TestClient(clients, World.LOOPBACK);
                client.link()
                        .connect(Await.result(shard.open(peer, client.link().description())));
                Await.until("connected", () -> listener.reports.saw(peer, LinkState.CONNECTED));
            }
            Await.until("Ann's link is closed", () -> listener.reports.saw(ANN, LinkState.FAILED));
            assertEquals("internal error", listener.reports.reason(ANN, LinkState.FAILED));
            assertEquals(1, shard.links());
        }
    }

    /// A listener that fails when a silent link is heard again: in the middle of the STUN path.
    private static final class FailingWhenHeardAgain implements ShardListener {
        private final TestListener reports = new TestListener();

        @Override
        public void link(PeerId peer, LinkState state, String reason) {
            reports.link(peer, state, reason);
            if (reason.equals("heard again")) {
                throw new IllegalStateException("the bug this test is about");
            }
        }

        @Override
        public void event(Event event) {
            reports.event(event);
        }
    }

    @Test
    void aBugInTheStunPathEndsNobody() throws IOException {
        FailingWhenHeardAgain listener = new FailingWhenHeardAgain();
        ShardLimits all = ShardLimits.DEFAULTS;
        ShardLimits impatient = new ShardLimits(
                all.links(),
                all.queue(),
                all.stunPerSecond(),
                all.stunBurst(),
                Duration.ofMillis(300),
                all.failedAfter(),
                all.connectWithin());
        ShardConfig config = new ShardConfig(
                "shard",
                List.of(new InetSocketAddress(World.LOOPBACK, 0)),
                Audience.ANYBODY,
                Optional.empty(),
                SfuConfig.defaults(0),
                impatient,
                UdpPollers.automatic(),
                SrtpEngine.automatic());
        try (Shard shard = Shard.start(config, DtlsIdentity.create(), listener);
                ClientLoop clients = ClientLoop.start("clients", now -> {});
                Relay relay = new Relay(shard.localAddresses().getFirst())) {
            TestClient ann = new TestClient(clients, World.LOOPBACK);
            ann.link()
                    .connect(relay.instead(
                            Await.result(shard.open(ANN, ann.link().description()))));
            Await.until("connected", () -> listener.reports.saw(ANN, LinkState.CONNECTED));
            relay.letToShard(datagram -> false);
            Await.until("silent", () -> listener.reports.saw(ANN, LinkState.DISCONNECTED));
            relay.letToShard(datagram -> DatagramKind.of(datagram[0]) == DatagramKind.STUN);
            Await.until("the bug was met", () -> shard.counters().get(DropReason.INTERNAL_ERROR) > 0);
            TestClient bob = new TestClient(clients, World.LOOPBACK);
            bob.link().connect(Await.result(shard.open(BOB, bob.link().description())));
            Await.until("Bob gets in", () -> listener.reports.saw(BOB, LinkState.CONNECTED));
            Await.until("no packet is lost", () -> shard.packetsInUse() == 0);
        }
    }
}
