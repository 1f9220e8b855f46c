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
import org.junit.jupiter.api.Test;

class SrtpSessionTest {
    private static final int LENGTH = 200;
    private static final int SSRC = 0x89ABCDEF;
    private static final long SECOND = 1_000_000_000L;

    private final PacketPool pool = new PacketPool(10);

    private static SrtpSession session(SrtpEngine engine, SrtpProfile profile, boolean client) {
        byte[] material = new byte[SrtpKeys.length(profile)];
        new Random(1).nextBytes(material);
        return new SrtpSession(new SrtpKeys(profile, material), client, engine);
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
        DropReason reason = session.unprotect(packet, 0);
        packet.release();
        return reason;
    }

    private @Nullable DropReason unprotectAt(long nowNanos, SrtpSession session, byte[] sealed) {
        Packet packet = packet(sealed, sealed.length);
        DropReason reason = session.unprotect(packet, nowNanos);
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

    @EveryCipher
    void whatOneSealsTheOtherOpens(SrtpEngine engine, SrtpProfile profile) {
        for (boolean fromClient : new boolean[] {true, false}) {
            SrtpSession sender = session(engine, profile, fromClient);
            SrtpSession receiver = session(engine, profile, !fromClient);
            byte[] sealed = rtp(SSRC, 1);
            int length = sender.protectRtp(sealed, LENGTH);
            assertEquals(LENGTH + profile.rtpOverhead(), length);
            assertNotEquals(7, sealed[50] & sealed[51] & sealed[52]);
            Packet packet = packet(sealed, length);
            assertNull(receiver.unprotect(packet, 0));
            assertEquals(LENGTH, packet.length());
            assertArrayEquals(Arrays.copyOf(rtp(SSRC, 1), LENGTH), Arrays.copyOf(packet.bytes(), LENGTH));
        }
    }

    @EveryCipher
    void controlPacketsToo(SrtpEngine engine, SrtpProfile profile) {
        byte[] sealed = rtcp(SSRC);
        int length = session(engine, profile, true).protectRtcp(sealed, 28);
        assertEquals(28 + profile.rtcpOverhead(), length);
        Packet packet = packet(sealed, length);
        SrtpSession receiver = session(engine, profile, false);
        assertNull(receiver.unprotect(packet, 0));
        assertArrayEquals(Arrays.copyOf(rtcp(SSRC), 28), Arrays.copyOf(packet.bytes(), packet.length()));
        assertEquals(DropReason.SRTP_REPLAYED, unprotect(receiver, sealed, length));
    }

    @EveryCipher
    void aReplayIsRefused(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession sender = session(engine, profile, true);
        SrtpSession receiver = session(engine, profile, false);
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

    @EveryCipher
    void everyByteIsAuthenticated(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession sender = session(engine, profile, true);
        SrtpSession receiver = session(engine, profile, false);
        byte[] good = rtp(SSRC, 1);
        int length = sender.protectRtp(good, LENGTH);
        for (int i = 0; i < length; i++) {
            byte[] forged = good.clone();
            forged[i] = (byte) (forged[i] ^ 0x40);
            assertNotEquals(null, unprotect(receiver, forged, length), "byte " + i);
        }
        assertNull(unprotect(receiver, good, length), "the true one is still good");
    }

    @EveryCipher
    void forgedStreamsTakeNoPlace(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession sender = session(engine, profile, true);
        SrtpSession receiver = session(engine, profile, false);
        for (int ssrc = 1; ssrc <= 1_000; ssrc++) {
            assertEquals(DropReason.SRTP_AUTHENTICATION, unprotect(receiver, rtp(ssrc, 1), LENGTH));
        }
        for (int ssrc = 1; ssrc <= 64; ssrc++) {
            accepted(receiver, sealed(sender, rtp(ssrc, 1)));
        }
        byte[] sealed = sealed(sender, rtp(65, 1));
        assertEquals(DropReason.SRTP_TOO_MANY_STREAMS, unprotect(receiver, sealed, sealed.length));
    }

    @EveryCipher
    void aSilentStreamMakesRoomAndIsNotBelievedTwice(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession sender = session(engine, profile, true);
        SrtpSession receiver = session(engine, profile, false);
        List<byte[]> heard = new ArrayList<>();
        for (int sequence = 30_000; sequence < 70_000; sequence += 10_000) {
            heard.add(sealed(sender, rtp(1, sequence)));
            assertNull(unprotectAt(0, receiver, heard.getLast()));
        }
        for (int ssrc = 2; ssrc <= 64; ssrc++) {
            assertNull(unprotectAt(SECOND, receiver, sealed(sender, rtp(ssrc, 1))));
        }
        byte[] next = sealed(sender, rtp(65, 1));
        assertEquals(DropReason.SRTP_TOO_MANY_STREAMS, unprotectAt(60 * SECOND - 1, receiver, next));
        assertNull(unprotectAt(60 * SECOND, receiver, next), "the first was silent for a minute");
        for (byte[] old : heard) {
            assertEquals(DropReason.SRTP_REPLAYED, unprotectAt(90 * SECOND, receiver, old));
        }
        assertNull(unprotectAt(90 * SECOND, receiver, sealed(sender, rtp(1, 70_001))), "it goes on where it was");
    }

    private static byte[] sealed(SrtpSession sender, byte[] packet) {
        int length = sender.protectRtp(packet, LENGTH);
        assertTrue(length > LENGTH, "not sealed: " + length);
        return Arrays.copyOf(packet, length);
    }

    @EveryCipher
    void theSamePacketMayGoOutAgain(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession sender = session(engine, profile, true);
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

    @EveryCipher
    void noOtherPacketGoesOutUnderAUsedNumber(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession sender = session(engine, profile, true);
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

    @EveryCipher
    void aFirstSendingMayBeLate(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession sender = session(engine, profile, true);
        for (int sequence = 2_000; sequence < 3_000; sequence += 2) {
            sealed(sender, rtp(SSRC, sequence));
        }
        for (int late = 2_001; late < 3_000; late += 2) {
            SrtpSession receiver = session(engine, profile, false); // one that lags no less: its own window is 64
            byte[] sealed = sealed(sender, rtp(SSRC, late));
            assertNull(unprotect(receiver, sealed, sealed.length), "sequence " + late);
        }
        assertEquals(SrtpSession.RESEND_REFUSED, sender.protectRtp(rtp(SSRC, 1_975), LENGTH), "too late");
        sealed(sender, rtp(SSRC, 1_976)); // before the stream's first, and never sent
    }

    @EveryCipher
    void aLatePacketBelongsToItsSideOfTheWrap(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession sender = session(engine, profile, true);
        SrtpSession receiver = session(engine, profile, false);
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

    @EveryCipher
    void withoutRoomForTheTagNothingIsSealed(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession sender = session(engine, profile, true);
        byte[] tight = Arrays.copyOf(rtp(SSRC, 1), LENGTH + profile.rtpOverhead() - 1);
        assertEquals(SrtpSession.NOT_PROTECTED, sender.protectRtp(tight, LENGTH));
        byte[] tightControl = Arrays.copyOf(rtcp(SSRC), 28 + profile.rtcpOverhead() - 1);
        assertEquals(SrtpSession.NOT_PROTECTED, sender.protectRtcp(tightControl, 28));
    }

    @EveryCipher
    void aStreamThatComesBackGoesOnBehindWhatItUsed(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession sender = session(engine, profile, true);
        SrtpSession receiver = session(engine, profile, false);
        for (int sequence = 0; sequence <= 70_000; sequence += 10_000) {
            accepted(receiver, sealed(sender, rtp(SSRC, sequence)));
        }
        for (int ssrc = 1; ssrc <= 256; ssrc++) {
            sealed(sender, rtp(ssrc, 1));
        }
        assertEquals(
                SrtpSession.RESEND_REFUSED, sender.protectRtp(rtp(SSRC, 70_000), LENGTH), "used, for who knows what");
        assertEquals(SrtpSession.RESEND_REFUSED, sender.protectRtp(rtp(SSRC, 69_990), LENGTH));
        accepted(receiver, sealed(sender, rtp(SSRC, 70_001)));
    }

    @Test
    void newKeysAreNeededWhenTooManyStreamsWereSent() {
        SrtpSession sender = session(SrtpEngine.automatic(), SrtpProfile.AEAD_AES_128_GCM, true);
        int streams = 65_536 + 256;
        for (int ssrc = 1; ssrc <= streams; ssrc++) {
            sealed(sender, rtp(ssrc, 1));
        }
        assertEquals(SrtpSession.KEYS_USED_UP, sender.protectRtp(rtp(-1, 1), LENGTH));
        assertEquals(DropReason.SRTP_TOO_MANY_STREAMS, SrtpSession.failure(SrtpSession.KEYS_USED_UP));
        sealed(sender, rtp(streams, 2)); // one that is live goes on
        sealed(sender, rtp(1, 2)); // and so does one that was put aside
    }

    @EveryCipher
    void rubbishIsRefused(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession receiver = session(engine, profile, false);
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            byte[] rubbish = new byte[1 + random.nextInt(Packet.MAX_DATAGRAM)];
            random.nextBytes(rubbish);
            rubbish[0] = (byte) (0x80 | (rubbish[0] & 0x3F));
            assertNotEquals(null, unprotect(receiver, rubbish, rubbish.length), "seed 42, packet " + i);
        }
    }

    @EveryCipher
    void sequenceNumbersMayWrap(SrtpEngine engine, SrtpProfile profile) {
        SrtpSession sender = session(engine, profile, true);
        SrtpSession receiver = session(engine, profile, false);
        for (int sequence = 30_000; sequence < 150_000; sequence += 50) {
            byte[] sealed = rtp(SSRC, sequence);
            assertNull(unprotect(receiver, sealed, sender.protectRtp(sealed, LENGTH)), "sequence " + sequence);
        }
    }
}
