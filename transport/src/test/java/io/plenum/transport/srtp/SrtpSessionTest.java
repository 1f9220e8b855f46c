package io.plenum.transport.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.stats.DropReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpSessionTest {
    private static final int LENGTH = 200;
    private static final int SSRC = 0x89ABCDEF;

    private final PacketPool pool = new PacketPool(10);

    private static SrtpSession session(SrtpProfile profile, boolean client) {
        byte[] material = new byte[SrtpKeys.length(profile)];
        new Random(1).nextBytes(material);
        return new SrtpSession(new SrtpKeys(profile, material), client);
    }

    private static byte[] rtp(int ssrc, int sequence) {
        byte[] packet = new byte[Packet.CAPACITY];
        Arrays.fill(packet, 12, LENGTH, (byte) 7);
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) 96)
                .putShort((short) sequence)
                .putInt(0)
                .putInt(ssrc);
        return packet;
    }

    private static byte[] rtcp(int ssrc) {
        byte[] packet = new byte[Packet.CAPACITY];
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) 200)
                .putShort((short) 6)
                .putInt(ssrc)
                .putLong(1)
                .putLong(2);
        return packet;
    }

    private @Nullable DropReason unprotect(SrtpSession session, byte[] bytes, int length) {
        Packet packet = packet(bytes, length);
        DropReason reason = session.unprotect(packet);
        packet.release();
        return reason;
    }

    private Packet packet(byte[] bytes, int length) {
        Packet packet = pool.take();
        if (packet == null) {
            throw new AssertionError("the pool is empty");
        }
        System.arraycopy(bytes, 0, packet.bytes(), 0, length);
        packet.length(length);
        return packet;
    }

    @ParameterizedTest
    @EnumSource
    void whatOneSealsTheOtherOpens(SrtpProfile profile) {
        for (boolean fromClient : new boolean[] {true, false}) {
            SrtpSession sender = session(profile, fromClient);
            SrtpSession receiver = session(profile, !fromClient);
            byte[] sealed = rtp(SSRC, 1);
            int length = sender.protectRtp(sealed, LENGTH);
            assertEquals(LENGTH + profile.rtpOverhead(), length);
            assertNotEquals(7, sealed[50] & sealed[51] & sealed[52]);
            Packet packet = packet(sealed, length);
            assertNull(receiver.unprotect(packet));
            assertEquals(LENGTH, packet.length());
            assertArrayEquals(Arrays.copyOf(rtp(SSRC, 1), LENGTH), Arrays.copyOf(packet.bytes(), LENGTH));
        }
    }

    @ParameterizedTest
    @EnumSource
    void controlPacketsToo(SrtpProfile profile) {
        byte[] sealed = rtcp(SSRC);
        int length = session(profile, true).protectRtcp(sealed, 28);
        assertEquals(28 + profile.rtcpOverhead(), length);
        Packet packet = packet(sealed, length);
        SrtpSession receiver = session(profile, false);
        assertNull(receiver.unprotect(packet));
        assertArrayEquals(Arrays.copyOf(rtcp(SSRC), 28), Arrays.copyOf(packet.bytes(), packet.length()));
        assertEquals(DropReason.SRTP_REPLAYED, unprotect(receiver, sealed, length));
    }

    @ParameterizedTest
    @EnumSource
    void aReplayIsRefused(SrtpProfile profile) {
        SrtpSession sender = session(profile, true);
        SrtpSession receiver = session(profile, false);
        byte[] first = rtp(SSRC, 1);
        int length = sender.protectRtp(first, LENGTH);
        assertNull(unprotect(receiver, first, length));
        assertEquals(DropReason.SRTP_REPLAYED, unprotect(receiver, first, length));
        for (int sequence = 2; sequence < 100; sequence++) {
            byte[] next = rtp(SSRC, sequence);
            assertNull(unprotect(receiver, next, sender.protectRtp(next, LENGTH)));
        }
        assertEquals(DropReason.SRTP_REPLAYED, unprotect(receiver, first, length));
    }

    @ParameterizedTest
    @EnumSource
    void everyByteIsAuthenticated(SrtpProfile profile) {
        SrtpSession sender = session(profile, true);
        SrtpSession receiver = session(profile, false);
        byte[] good = rtp(SSRC, 1);
        int length = sender.protectRtp(good, LENGTH);
        for (int i = 0; i < length; i++) {
            byte[] forged = good.clone();
            forged[i] = (byte) (forged[i] ^ 0x40);
            assertNotEquals(null, unprotect(receiver, forged, length), "byte " + i);
        }
        assertNull(unprotect(receiver, good, length), "the true one is still good");
    }

    @ParameterizedTest
    @EnumSource
    void forgedStreamsTakeNoPlace(SrtpProfile profile) {
        SrtpSession sender = session(profile, true);
        SrtpSession receiver = session(profile, false);
        for (int ssrc = 1; ssrc <= 1_000; ssrc++) {
            assertEquals(DropReason.SRTP_AUTHENTICATION, unprotect(receiver, rtp(ssrc, 1), LENGTH));
        }
        for (int ssrc = 1; ssrc <= 64; ssrc++) {
            byte[] sealed = rtp(ssrc, 1);
            assertNull(unprotect(receiver, sealed, sender.protectRtp(sealed, LENGTH)));
        }
        byte[] sealed = rtp(65, 1);
        assertEquals(DropReason.SRTP_TOO_MANY_STREAMS, unprotect(receiver, sealed, sender.protectRtp(sealed, LENGTH)));
    }

    private static byte[] sealed(SrtpSession sender, byte[] packet) {
        int length = sender.protectRtp(packet, LENGTH);
        assertTrue(length > LENGTH, "not sealed: " + length);
        return Arrays.copyOf(packet, length);
    }

    @ParameterizedTest
    @EnumSource
    void theSamePacketMayGoOutAgain(SrtpProfile profile) {
        SrtpSession sender = session(profile, true);
        List<byte[]> first = new ArrayList<>();
        for (int sequence = 1; sequence <= 1_024; sequence++) {
            first.add(sealed(sender, rtp(SSRC, sequence)));
        }
        for (int sequence = 1; sequence <= 1_024; sequence++) {
            assertArrayEquals(first.get(sequence - 1), sealed(sender, rtp(SSRC, sequence)), "sequence " + sequence);
        }
        sealed(sender, rtp(SSRC, 1_025));
        assertEquals(SrtpSession.RESEND_REFUSED, sender.protectRtp(rtp(SSRC, 1), LENGTH), "out of the window");
    }

    @ParameterizedTest
    @EnumSource
    void noOtherPacketGoesOutUnderAUsedNumber(SrtpProfile profile) {
        SrtpSession sender = session(profile, true);
        for (int sequence = 1; sequence <= 600; sequence++) {
            sealed(sender, rtp(SSRC, sequence));
        }
        for (int sequence = 1; sequence <= 600; sequence++) {
            for (int changed : new int[] {1, 4, LENGTH - 1}) { // marker, timestamp, payload
                byte[] other = rtp(SSRC, sequence);
                other[changed] ^= (byte) 0x80;
                int length = sender.protectRtp(other, LENGTH);
                assertEquals(SrtpSession.RESEND_REFUSED, length, "sequence " + sequence + ", byte " + changed);
            }
        }
        assertEquals(DropReason.SRTP_RESEND_REFUSED, SrtpSession.failure(SrtpSession.RESEND_REFUSED));
        sealed(sender, rtp(SSRC, 300)); // the true one still may
    }

    @ParameterizedTest
    @EnumSource
    void aFirstSendingMayBeLate(SrtpProfile profile) {
        SrtpSession sender = session(profile, true);
        for (int sequence = 2_000; sequence < 3_000; sequence += 2) {
            sealed(sender, rtp(SSRC, sequence));
        }
        for (int late = 2_001; late < 3_000; late += 2) {
            SrtpSession receiver = session(profile, false); // one that lags no less: its own window is 64
            byte[] sealed = sealed(sender, rtp(SSRC, late));
            assertNull(unprotect(receiver, sealed, sealed.length), "sequence " + late);
        }
        assertEquals(SrtpSession.RESEND_REFUSED, sender.protectRtp(rtp(SSRC, 1_975), LENGTH), "too late");
        sealed(sender, rtp(SSRC, 1_976)); // before the stream's first, and never sent
    }

    @ParameterizedTest
    @EnumSource
    void aLatePacketBelongsToItsSideOfTheWrap(SrtpProfile profile) {
        SrtpSession sender = session(profile, true);
        SrtpSession receiver = session(profile, false);
        List<byte[]> before = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int number = 100; number < 65_500; number += 100) {
                accepted(receiver, sealed(sender, rtp(SSRC, number)));
            }
            for (int number = 65_500; number < 65_600; number++) {
                if (number % 10 != 0) {
                    byte[] sealed = sealed(sender, rtp(SSRC, number));
                    before.add(sealed);
                    accepted(receiver, sealed);
                }
            }
            for (int late = 65_550; late < 65_600; late += 10) { // either side of 65,536; receivers look back 64
                accepted(receiver, sealed(sender, rtp(SSRC, late)));
            }
            assertArrayEquals(before.getFirst(), sealed(sender, rtp(SSRC, 65_501)), "round " + round);
            byte[] other = rtp(SSRC, 65_501);
            other[100] ^= 1;
            assertEquals(SrtpSession.RESEND_REFUSED, sender.protectRtp(other, LENGTH));
            before.clear();
        }
    }

    private void accepted(SrtpSession receiver, byte[] sealed) {
        assertNull(unprotect(receiver, sealed, sealed.length));
    }

    @ParameterizedTest
    @EnumSource
    void withoutRoomForTheTagNothingIsSealed(SrtpProfile profile) {
        SrtpSession sender = session(profile, true);
        byte[] tight = Arrays.copyOf(rtp(SSRC, 1), LENGTH + profile.rtpOverhead() - 1);
        assertEquals(SrtpSession.NOT_PROTECTED, sender.protectRtp(tight, LENGTH));
        byte[] tightControl = Arrays.copyOf(rtcp(SSRC), 28 + profile.rtcpOverhead() - 1);
        assertEquals(SrtpSession.NOT_PROTECTED, sender.protectRtcp(tightControl, 28));
    }

    @ParameterizedTest
    @EnumSource
    void outgoingStreamsAreBounded(SrtpProfile profile) {
        SrtpSession sender = session(profile, true);
        for (int ssrc = 1; ssrc <= 256; ssrc++) {
            assertNotEquals(SrtpSession.NOT_PROTECTED, sender.protectRtp(rtp(ssrc, 1), LENGTH));
        }
        assertEquals(SrtpSession.NOT_PROTECTED, sender.protectRtp(rtp(257, 1), LENGTH));
    }

    @ParameterizedTest
    @EnumSource
    void rubbishIsRefused(SrtpProfile profile) {
        SrtpSession receiver = session(profile, false);
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            byte[] rubbish = new byte[1 + random.nextInt(Packet.MAX_DATAGRAM)];
            random.nextBytes(rubbish);
            rubbish[0] = (byte) (0x80 | (rubbish[0] & 0x3F));
            assertNotEquals(null, unprotect(receiver, rubbish, rubbish.length), "seed 42, packet " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sequenceNumbersMayWrap(SrtpProfile profile) {
        SrtpSession sender = session(profile, true);
        SrtpSession receiver = session(profile, false);
        for (int sequence = 30_000; sequence < 150_000; sequence += 50) {
            byte[] sealed = rtp(SSRC, sequence);
            assertNull(unprotect(receiver, sealed, sender.protectRtp(sealed, LENGTH)), "sequence " + sequence);
        }
    }
}
