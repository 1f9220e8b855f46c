package io.plenum.transport;

import static io.plenum.transport.World.ANN;
import static io.plenum.transport.World.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.stats.Counter;
import io.plenum.stats.DropReason;
import io.plenum.transport.demux.DatagramKind;
import io.plenum.transport.dtls.DtlsIdentity;
import io.plenum.transport.ice.StunMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// DTLS when the order of things, or the other side, is not as it should be.
class HandshakeTest {
    private World world;
    private TestClient ann;
    private Relay relay;

    @BeforeEach
    void aClientBehindARelay() throws IOException {
        world = new World();
        ann = world.client();
        relay = new Relay(world.shardAddress());
    }

    @AfterEach
    void end() {
        relay.close();
        world.close();
    }

    private static DatagramKind kind(byte[] datagram) {
        return DatagramKind.of(datagram[0]);
    }

    private static boolean isStunSuccess(byte[] datagram) {
        StunMessage message = new StunMessage();
        return message.wrap(datagram, datagram.length) && message.isSuccess();
    }

    @Test
    void aHelloBeforeThePathIsValidWaits() {
        relay.letToShard(datagram -> !isStunSuccess(datagram)); // the shard's own checks stay unanswered
        ann.link().connect(relay.instead(world.open(ANN, ann)));
        Await.until(
                "a hello came", () -> relay.fromClient().stream().anyMatch(sent -> kind(sent) == DatagramKind.DTLS));
        assertEquals(0, world.count(Counter.ICE_CONNECTED));
        relay.letToShard(datagram -> kind(datagram) == DatagramKind.STUN); // no hello comes any more
        Await.until(
                "the first hello is answered",
                () -> relay.fromShard().stream().anyMatch(sent -> kind(sent) == DatagramKind.DTLS));
        relay.letToShard(datagram -> true);
        world.awaitConnected(ANN, ann);
    }

    @Test
    void aWrongFingerprintIsRefused() {
        RemoteDescription offer = ann.link().description();
        RemoteDescription forged = new RemoteDescription(
                offer.ufrag(),
                offer.password(),
                "sha-256",
                DtlsIdentity.create().fingerprint());
        ann.link().connect(Await.result(world.shard().open(ANN, forged)));
        Await.until("failed", () -> world.reports().saw(ANN, LinkState.FAILED));
        assertTrue(world.reports().reason(ANN, LinkState.FAILED).contains("fingerprint does not match"));
        assertFalse(world.reports().saw(ANN, LinkState.CONNECTED));
        Await.until("the client was told", () -> ann.is(LinkState.FAILED));
        assertEquals(1, world.count(Counter.DTLS_FAILED));
    }

    @Test
    void theClientRefusesAnImpostorToo() {
        LocalDescription answer = world.open(ANN, ann);
        ann.link()
                .connect(new LocalDescription(
                        answer.ufrag(), answer.password(), DtlsIdentity.create().fingerprint(), answer.candidates()));
        Await.until("refused", () -> ann.is(LinkState.FAILED));
        assertFalse(world.reports().saw(ANN, LinkState.CONNECTED));
    }

    @Test
    void forgedLengthsAreDropped() {
        relay.letToShard(datagram -> kind(datagram) == DatagramKind.STUN);
        ann.link().connect(relay.instead(world.open(ANN, ann)));
        Await.until("a path", () -> world.count(Counter.ICE_CONNECTED) == 1);
        byte[] harmless = fragment(1);
        byte[] huge = fragment(0xFFFFFF);
        relay.sendToShard(huge);
        relay.sendToShard(ByteBuffer.allocate(harmless.length + huge.length)
                .put(harmless)
                .put(huge)
                .array());
        world.awaitDrops(DropReason.DTLS_OVERSIZED_HANDSHAKE, 2);
        relay.letToShard(datagram -> true);
        world.awaitConnected(ANN, ann);
    }

    /// The first byte of a client hello that announces a length.
    private static byte[] fragment(int announced) {
        return ByteBuffer.allocate(26)
                .put((byte) 22)
                .putShort((short) 0xFEFD)
                .putLong(0)
                .putShort((short) 13)
                .putInt((1 << 24) | announced)
                .putShort((short) 0)
                .putInt(0)
                .putShort((short) 1)
                .array();
    }

    @Test
    void mediaBeforeTheKeysWaitsAndIsBounded() {
        relay.letToShard(datagram -> kind(datagram) == DatagramKind.STUN);
        ann.link().connect(relay.instead(world.open(ANN, ann)));
        Await.until("a path", () -> world.count(Counter.ICE_CONNECTED) == 1);
        for (int i = 0; i < 20; i++) {
            relay.sendToShard(TestClient.packet(1, i));
        }
        world.awaitDrops(DropReason.SRTP_TOO_EARLY, 4);
        assertEquals(0, world.drops(DropReason.SRTP_AUTHENTICATION));
        relay.letToShard(datagram -> true);
        world.awaitConnected(ANN, ann);
        world.awaitDrops(DropReason.SRTP_AUTHENTICATION, 16); // they waited, and were no SRTP after all
        assertEquals(4, world.drops(DropReason.SRTP_TOO_EARLY));
    }

    @Test
    void aReplayIsDropped() {
        ann.link().connect(relay.instead(world.open(ANN, ann)));
        world.awaitConnected(ANN, ann);
        TestClient bob = world.connect(BOB);
        world.meet();
        world.awaitHeard(ann, bob);
        long received = world.count(Counter.RTP_IN);
        byte[] packet = relay.fromClient().stream()
                .filter(sent -> kind(sent) == DatagramKind.SRTP)
                .toList()
                .getLast();
        long before = world.drops(DropReason.SRTP_REPLAYED);
        for (int i = 0; i < 10; i++) {
            relay.sendToShard(packet);
        }
        world.awaitDrops(DropReason.SRTP_REPLAYED, before + 10);
        assertTrue(received <= relay.fromClient().size());
    }

    @Test
    void aForgeryIsDropped() {
        ann.link().connect(relay.instead(world.open(ANN, ann)));
        world.awaitConnected(ANN, ann);
        TestClient bob = world.connect(BOB);
        world.meet();
        world.awaitHeard(ann, bob);
        byte[] packet = relay.fromClient().stream()
                .filter(sent -> kind(sent) == DatagramKind.SRTP)
                .toList()
                .getLast()
                .clone();
        packet[3] = (byte) (packet[3] + 50); // a sequence number to come
        relay.sendToShard(packet);
        world.awaitDrops(DropReason.SRTP_AUTHENTICATION, 1);
        world.awaitHeard(ann, bob);
    }

    @Test
    void nothingLeavesInPlaintext() {
        ann.link().connect(relay.instead(world.open(ANN, ann)));
        world.awaitConnected(ANN, ann);
        TestClient bob = world.client();
        try (Relay bobs = new Relay(world.shardAddress())) {
            bob.link().connect(bobs.instead(world.open(BOB, bob)));
            world.awaitConnected(BOB, bob);
            world.meet();
            world.awaitHeard(ann, bob);
            byte[] heard = bob.rtp().getFirst();
            byte[] sent = bobs.fromShard().stream()
                    .filter(datagram -> kind(datagram) == DatagramKind.SRTP && datagram.length == heard.length + 16)
                    .findFirst()
                    .orElseThrow();
            int same = 0;
            for (int i = 20; i < heard.length; i++) {
                same += sent[i] == heard[i] ? 1 : 0;
            }
            assertTrue(same < 10, same + " bytes are as they were");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
