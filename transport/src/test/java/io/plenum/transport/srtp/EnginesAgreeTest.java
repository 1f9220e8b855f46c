package io.plenum.transport.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plenum.core.OutboundRtp;
import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.stats.DropReason;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Both engines, side by side, on the same random packets: byte for byte the same out, the same in, the same refused.
class EnginesAgreeTest {
    private static final long SEED = 20_261_121;
    private static final int PACKETS = 20_000;
    private static final int STREAMS = 4;

    private final Random random = new Random(SEED);
    private final PacketPool pool = new PacketPool(4);
    private final OutboundRtp pieces = new OutboundRtp();

    @BeforeEach
    void bothAreHere() {
        assumeTrue(SrtpEngine.automatic() == SrtpEngine.OPENSSL, "libcrypto is not here");
    }

    @ParameterizedTest
    @EnumSource
    void onEveryRtpPacket(SrtpProfile profile) {
        SrtpKeys keys = keys(profile);
        long[] sequences = random.longs(STREAMS, 0, 30_000).toArray();
        try (SrtpSession ours = new SrtpSession(keys, true, SrtpEngine.OPENSSL);
                SrtpSession inPieces = new SrtpSession(keys, true, SrtpEngine.OPENSSL);
                SrtpSession theirs = new SrtpSession(keys, true, SrtpEngine.JITSI);
                SrtpSession theirPieces = new SrtpSession(keys, true, SrtpEngine.JITSI);
                SrtpSession weHear = new SrtpSession(keys, false, SrtpEngine.OPENSSL);
                SrtpSession theyHear = new SrtpSession(keys, false, SrtpEngine.JITSI);
                Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(Packet.CAPACITY + 64);
            MemorySegment heapTarget = MemorySegment.ofArray(new byte[Packet.CAPACITY + 64]);
            for (int i = 0; i < PACKETS; i++) {
                String which = "seed " + SEED + ", packet " + i;
                int stream = random.nextInt(STREAMS);
                sequences[stream] += 1 + random.nextInt(30); // wraps many times
                byte[] plain = rtp(stream, (int) sequences[stream]);
                byte[] expected = sealed(theirs, plain);
                assertArrayEquals(expected, sealed(ours, plain), which);
                assertArrayEquals(expected, sealedInPieces(inPieces, plain, target), which);
                assertArrayEquals(expected, sealedInPieces(inPieces, plain, heapTarget), which);
                assertArrayEquals(expected, sealedInPieces(theirPieces, plain, target), which);
                byte[] hostile = damaged(expected);
                assertSameRefusal(weHear, theyHear, hostile, which);
                opened(weHear, expected, plain, which);
                opened(theyHear, expected, plain, which);
                assertEquals(DropReason.SRTP_REPLAYED, unprotect(weHear, expected), which);
                assertEquals(DropReason.SRTP_REPLAYED, unprotect(theyHear, expected), which);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void onEveryRtcpPacket(SrtpProfile profile) {
        SrtpKeys keys = keys(profile);
        try (SrtpSession ours = new SrtpSession(keys, true, SrtpEngine.OPENSSL);
                SrtpSession theirs = new SrtpSession(keys, true, SrtpEngine.JITSI);
                SrtpSession weHear = new SrtpSession(keys, false, SrtpEngine.OPENSSL);
                SrtpSession theyHear = new SrtpSession(keys, false, SrtpEngine.JITSI)) {
            for (int i = 0; i < PACKETS; i++) {
                String which = "seed " + SEED + ", packet " + i;
                byte[] plain = new byte[8 + 4 * random.nextInt(1, 300)];
                random.nextBytes(plain);
                plain[0] = (byte) 0x80;
                plain[1] = (byte) (200 + random.nextInt(7));
                plain[4] = plain[5] = plain[6] = 0;
                plain[7] = (byte) random.nextInt(STREAMS);
                byte[] expected = sealedControl(theirs, plain);
                assertArrayEquals(expected, sealedControl(ours, plain), which);
                assertSameRefusal(weHear, theyHear, damaged(expected), which);
                opened(weHear, expected, plain, which);
                opened(theyHear, expected, plain, which);
                assertEquals(DropReason.SRTP_REPLAYED, unprotect(weHear, expected), which);
                assertEquals(DropReason.SRTP_REPLAYED, unprotect(theyHear, expected), which);
            }
        }
    }

    private SrtpKeys keys(SrtpProfile profile) {
        byte[] material = new byte[SrtpKeys.length(profile)];
        random.nextBytes(material);
        return new SrtpKeys(profile, material);
    }

    /// All that a header may hold: CSRCs, extensions of any length, padding, and payloads from nothing to a full
    /// packet.
    private byte[] rtp(int stream, int sequence) {
        int csrcs = random.nextInt(4) == 0 ? random.nextInt(16) : 0;
        int extensionWords = random.nextInt(3) == 0 ? -1 : random.nextInt(40);
        int header = 12 + 4 * csrcs + (extensionWords < 0 ? 0 : 4 + 4 * extensionWords);
        int payload = random.nextInt(5) == 0 ? random.nextInt(3) : random.nextInt(1_200);
        byte[] packet = new byte[header + payload];
        random.nextBytes(packet);
        boolean padded = payload > 0 && random.nextInt(4) == 0;
        packet[0] = (byte) (0x80 | (padded ? 0x20 : 0) | (extensionWords < 0 ? 0 : 0x10) | csrcs);
        packet[1] = (byte) (96 + random.nextInt(30));
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        packet[8] = packet[9] = packet[10] = 0;
        packet[11] = (byte) stream;
        if (extensionWords >= 0) {
            int at = 12 + 4 * csrcs;
            packet[at] = (byte) 0xBE;
            packet[at + 1] = (byte) 0xDE;
            packet[at + 2] = (byte) (extensionWords >> 8);
            packet[at + 3] = (byte) extensionWords;
        }
        if (padded) {
            packet[packet.length - 1] = 1;
        }
        return packet;
    }

    private static byte[] sealed(SrtpSession session, byte[] plain) {
        byte[] buffer = Arrays.copyOf(plain, Packet.CAPACITY);
        int length = session.protectRtp(buffer, plain.length);
        assertTrue(length > plain.length, "not sealed: " + length);
        return Arrays.copyOf(buffer, length);
    }

    private byte[] sealedInPieces(SrtpSession session, byte[] plain, MemorySegment target) {
        int header = RtpHeader.length(plain, plain.length);
        int head = Math.min(plain.length, header + random.nextInt(20));
        int gap = random.nextInt(50);
        byte[] body = new byte[gap + plain.length - head];
        if (head > OutboundRtp.HEAD_CAPACITY) {
            throw new AssertionError("the test makes too long headers");
        }
        System.arraycopy(plain, 0, pieces.head, 0, head);
        System.arraycopy(plain, head, body, gap, plain.length - head);
        pieces.headerLength = header;
        pieces.headLength = head;
        pieces.body = body;
        pieces.bodyOffset = gap;
        pieces.bodyLength = plain.length - head;
        int offset = random.nextInt(64);
        int length = session.protectRtp(pieces, target, offset);
        assertTrue(length > plain.length, "not sealed: " + length);
        return target.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }

    private static byte[] sealedControl(SrtpSession session, byte[] plain) {
        byte[] buffer = Arrays.copyOf(plain, Packet.CAPACITY);
        int length = session.protectRtcp(buffer, plain.length);
        assertTrue(length > plain.length, "not sealed: " + length);
        return Arrays.copyOf(buffer, length);
    }

    /// Cut short, or with some bits turned, but still of the stream that it belongs to.
    private byte[] damaged(byte[] sealed) {
        if (random.nextInt(3) == 0) {
            return Arrays.copyOf(sealed, random.nextInt(sealed.length));
        }
        byte[] damaged = sealed.clone();
        damaged[12 + random.nextInt(damaged.length - 12)] ^= (byte) (1 << random.nextInt(8));
        return damaged;
    }

    private void assertSameRefusal(SrtpSession ours, SrtpSession theirs, byte[] hostile, String which) {
        DropReason refusal = unprotect(ours, hostile);
        assertNotNull(refusal, which);
        assertEquals(unprotect(theirs, hostile), refusal, which);
    }

    private void opened(SrtpSession session, byte[] sealed, byte[] plain, String which) {
        Packet packet = packet(sealed);
        assertNull(session.unprotect(packet, 0), which);
        assertArrayEquals(plain, Arrays.copyOf(packet.bytes(), packet.length()), which);
        packet.release();
    }

    private @Nullable DropReason unprotect(SrtpSession session, byte[] sealed) {
        Packet packet = packet(sealed);
        DropReason reason = session.unprotect(packet, 0);
        packet.release();
        return reason;
    }

    private Packet packet(byte[] bytes) {
        Packet packet = pool.take();
        if (packet == null) {
            throw new AssertionError("the pool is empty");
        }
        System.arraycopy(bytes, 0, packet.bytes(), 0, bytes.length);
        packet.length(bytes.length);
        return packet;
    }
}
