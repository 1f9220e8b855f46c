package io.plenum.transport;

import static io.plenum.transport.World.ANN;
import static io.plenum.transport.World.BOB;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.stats.Counter;
import io.plenum.transport.srtp.SrtpKeys;
import io.plenum.transport.srtp.SrtpProfile;
import io.plenum.transport.srtp.SrtpSession;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What the thread of a shard makes of one packet on its whole way, from the socket through the engine to the socket.
/// What the SRTP library makes is measured by itself and taken off.
class ShardAllocationTest {
    private static final int PACKETS = 1_000;

    /// Far below any limit on the way, so that none gets lost.
    private static final int BURST = 20;

    /// Six were seen: receiver reports, feedback, checks of liveness, which come by time and not by packet.
    private static final double OTHER_BYTES = 16;

    @Test
    void aForwardedPacketLeavesHardlyAnythingBehind() throws Exception {
        try (World world = new World()) {
            TestClient ann = world.connect(ANN);
            TestClient bob = world.connect(BOB);
            world.meet();
            world.awaitHeard(ann, bob);
            Thread shard = thread("shard");
            double forwarded = AllocationMeter.bytesEach(shard, () -> forward(world, ann));
            double encryption = AllocationMeter.bytesEach(Thread.currentThread(), new Crypto()::pass);
            assertTrue(
                    forwarded - encryption <= OTHER_BYTES,
                    forwarded + " bytes per packet, of which encryption makes " + encryption);
        }
    }

    private static Thread thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long forward(World world, TestClient ann) {
        long before = world.count(Counter.RTP_OUT);
        for (int sent = 0; sent < PACKETS; sent += BURST) {
            for (int i = 0; i < BURST; i++) {
                world.speak(ann);
            }
            long forwarded = before + sent + BURST;
            Await.until("the burst is forwarded", () -> world.count(Counter.RTP_OUT) >= forwarded);
        }
        return PACKETS;
    }

    private static final class Crypto {
        private final SrtpKeys keys =
                new SrtpKeys(SrtpProfile.AEAD_AES_128_GCM, new byte[SrtpKeys.length(SrtpProfile.AEAD_AES_128_GCM)]);
        private final SrtpSession client = new SrtpSession(keys, true);
        private final SrtpSession server = new SrtpSession(keys, false);
        private final Packet packet = Objects.requireNonNull(new PacketPool(1).take());
        private int sequence;

        /// Decrypts and encrypts, as a packet is that is forwarded once.
        long pass() {
            for (int i = 0; i < PACKETS; i++) {
                byte[] plain = packet.bytes();
                plain[0] = (byte) 0x80;
                plain[2] = (byte) (sequence >> 8);
                plain[3] = (byte) sequence;
                sequence++;
                packet.length(client.protectRtp(plain, TestClient.PACKET_LENGTH));
                if (server.unprotect(packet, 0) != null) {
                    throw new IllegalStateException("not authentic: nothing would be measured");
                }
            }
            return PACKETS;
        }
    }
}
