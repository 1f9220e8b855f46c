package io.plenum.transport.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.plenum.core.OutboundRtp;
import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.transport.openssl.LibCrypto;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the fast engine takes and gives back: contexts with the link, and no garbage with the packets.
class NativeMemoryTest {
    private static final int WARM_UP = 50_000;
    private static final int PACKETS = 50_000;

    /// An object per packet would be 16 at least; the compiler's own doings now and then are far below this.
    private static final double BYTES_PER_PACKET = 1;

    private static final MemorySegment HEAP = MemorySegment.ofArray(new byte[Packet.CAPACITY]);

    private final OutboundRtp pieces = new OutboundRtp();
    private final byte[] plain = new byte[1_100];
    private int sequence;

    @BeforeEach
    void onlyOpenSsl() {
        assumeTrue(SrtpEngine.automatic() == SrtpEngine.OPENSSL, "libcrypto is not here");
    }

    private static SrtpSession session(SrtpProfile profile, boolean client) {
        return new SrtpSession(new SrtpKeys(profile, new byte[SrtpKeys.length(profile)]), client, SrtpEngine.OPENSSL);
    }

    @ParameterizedTest
    @EnumSource
    void contextsAreFreedWithTheSession(SrtpProfile profile) {
        int before = LibCrypto.liveContexts();
        for (int round = 0; round < 1_000; round++) {
            SrtpSession session = session(profile, true);
            assertTrue(LibCrypto.liveContexts() > before);
            session.close();
            session.close(); // the second time nothing is left to free
            assertEquals(SrtpSession.NOT_PROTECTED, session.protectRtp(new byte[Packet.CAPACITY], 100));
        }
        assertEquals(before, LibCrypto.liveContexts());
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsAllocatedPerPacket(SrtpProfile profile) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Packet packet = new PacketPool(1).take();
        assertTrue(packet != null);
        plain[0] = (byte) 0x80;
        plain[1] = 96;
        pieces.headerLength = 12;
        pieces.headLength = 16;
        pieces.body = plain;
        pieces.bodyOffset = 16;
        pieces.bodyLength = plain.length - 16;
        try (SrtpSession gathering = session(profile, true);
                SrtpSession inPlace = session(profile, true);
                SrtpSession receiver = session(profile, false);
                Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(Packet.CAPACITY);
            exchange(WARM_UP, gathering, inPlace, receiver, packet, target);
            long before = threads.getCurrentThreadAllocatedBytes();
            exchange(PACKETS, gathering, inPlace, receiver, packet, target);
            double perPacket = (threads.getCurrentThreadAllocatedBytes() - before) / (double) PACKETS;
            assertTrue(perPacket < BYTES_PER_PACKET, perPacket + " bytes per packet");
        }
    }

    private void exchange(
            int packets,
            SrtpSession gathering,
            SrtpSession inPlace,
            SrtpSession receiver,
            Packet packet,
            MemorySegment target) {
        for (int i = 0; i < packets; i++) {
            sequence++;
            plain[2] = (byte) (sequence >> 8);
            plain[3] = (byte) sequence;
            System.arraycopy(plain, 0, pieces.head, 0, pieces.headLength);
            if (gathering.protectRtp(pieces, target, 0) < 0 || gathering.protectRtp(pieces, HEAP, 0) < 0) {
                throw new AssertionError("not sealed");
            }
            System.arraycopy(plain, 0, packet.bytes(), 0, plain.length);
            packet.length(inPlace.protectRtp(packet.bytes(), plain.length));
            if (receiver.unprotect(packet, 0) != null) {
                throw new AssertionError("not opened");
            }
        }
    }
}
