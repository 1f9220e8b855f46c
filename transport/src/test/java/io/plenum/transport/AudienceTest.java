package io.plenum.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.core.PeerId;
import io.plenum.core.SfuConfig;
import io.plenum.stats.DropReason;
import io.plenum.transport.client.ClientLoop;
import io.plenum.transport.dtls.DtlsIdentity;
import io.plenum.transport.srtp.SrtpEngine;
import io.plenum.transport.udp.UdpPollers;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// A shard for its own machine. An address that the shard is not bound to stands for another machine.
class AudienceTest {
    private static final PeerId ANN = new PeerId(1);
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("127.0.0.2");

    private final TestListener listener = new TestListener();
    private final ShardConfig config = new ShardConfig(
            "shard",
            List.of(new InetSocketAddress(World.LOOPBACK, 0)),
            Audience.THIS_MACHINE,
            Optional.empty(),
            SfuConfig.defaults(0),
            ShardLimits.DEFAULTS,
            UdpPollers.automatic(),
            SrtpEngine.automatic());

    @Test
    void thisMachineConnects() throws IOException {
        try (Shard shard = Shard.start(config, DtlsIdentity.create(), listener);
                ClientLoop clients = ClientLoop.start("clients", now -> {})) {
            TestClient client = new TestClient(clients, World.LOOPBACK);
            client.link().connect(Await.result(shard.open(ANN, client.link().description())));
            Await.until("connected", () -> listener.saw(ANN, LinkState.CONNECTED));
            assertEquals(0, shard.counters().get(DropReason.STUN_NOT_THIS_MACHINE));
        }
    }

    @Test
    void othersAreNotHeard() throws IOException {
        try (Shard shard = Shard.start(config, DtlsIdentity.create(), listener);
                DatagramSocket stranger = strangersSocket()) {
            byte[] looksLikeStun = new byte[20];
            stranger.send(new DatagramPacket(
                    looksLikeStun, looksLikeStun.length, shard.localAddresses().getFirst()));
            Await.until("dropped", () -> shard.counters().get(DropReason.STUN_NOT_THIS_MACHINE) == 1);
            assertEquals(0, shard.counters().get(DropReason.STUN_MALFORMED), "not even read");
        }
    }

    private static DatagramSocket strangersSocket() {
        try {
            return new DatagramSocket(new InetSocketAddress(ELSEWHERE, 0));
        } catch (SocketException e) {
            Assumptions.abort(ELSEWHERE + " cannot be used on this machine: " + e.getMessage());
            throw new AssertionError(e);
        }
    }
}
