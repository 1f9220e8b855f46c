package io.plenum.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
    private final RtpPacket packet = new RtpPacket();

    @Test
    void readsEveryFieldOfAPlainPacket() {
        assertTrue(wrap("80 e0 fffe 89abcdef fedcba98 0102 03"));
        assertTrue(packet.marker());
        assertEquals(96, packet.payloadType());
        assertEquals(0xFFFE, packet.sequence16());
        assertEquals(0x89AB_CDEFL, packet.timestamp());
        assertEquals(0xFEDC_BA98L, packet.ssrc());
        assertEquals(0, packet.csrcCount());
        assertEquals(12, packet.headerLength());
        assertEquals(3, packet.payloadLength());
        assertEquals(-1, packet.firstExtension());
    }

    @Test
    void readsContributorsAndPadding() {
        assertTrue(wrap("a2 6f 0001 00000002 00000003 0000000a ffffffff aabb 000003"));
        assertFalse(packet.marker());
        assertEquals(2, packet.csrcCount());
        assertEquals(10, packet.csrc(0));
        assertEquals(0xFFFF_FFFFL, packet.csrc(1));
        assertEquals(20, packet.payloadOffset());
        assertEquals(2, packet.payloadLength());
        assertEquals(3, packet.paddingLength());
    }

    /// The example of RFC 8285 §4.2: padding between and after the elements.
    @Test
    void findsOneByteExtensionsAroundPadding() {
        assertTrue(wrap("90 60 0001 00000002 00000003 bede 0003 10aa 21bbbb 00 00 33cccccccc 77"));
        assertEquals(17, packet.extensionOffset(1));
        assertEquals(1, packet.extensionLength(1));
        assertEquals(2, packet.extensionLength(2));
        assertEquals(4, packet.extensionLength(3));
        assertEquals(-1, packet.extensionOffset(4));
        assertEquals(-1, packet.extensionLength(4));
        assertEquals(1, packet.payloadLength());
    }

    /// The example of RFC 8285 §4.3, with an empty element and non-zero "appbits".
    @Test
    void findsTwoByteExtensions() {
        assertTrue(wrap("90 60 0001 00000002 00000003 100f 0003 0100 0201bb 00 ff04cccccccc 77"));
        assertEquals(0, packet.extensionLength(1));
        assertEquals(1, packet.extensionLength(2));
        assertEquals(24, packet.extensionOffset(255));
        assertEquals(4, packet.extensionLength(255));
        assertEquals(1, packet.payloadLength());
    }

    @Test
    void numberFifteenEndsTheOneByteForm() {
        assertTrue(wrap("90 60 0001 00000002 00000003 bede 0002 10aa f0bb 20cc 0000"));
        assertEquals(1, packet.extensionLength(1));
        assertEquals(-1, packet.extensionOffset(15));
        assertEquals(-1, packet.extensionOffset(2));
    }

    @Test
    void ignoresAnElementThatOverrunsItsBlock() {
        assertTrue(wrap("90 60 0001 00000002 00000003 bede 0001 10aa 2fbb cccc"));
        assertEquals(1, packet.extensionLength(1));
        assertEquals(-1, packet.extensionOffset(2));
    }

    @Test
    void skipsExtensionsOfAnUnknownProfile() {
        assertTrue(wrap("90 60 0001 00000002 00000003 abcd 0001 10aa10aa 77"));
        assertEquals(-1, packet.firstExtension());
        assertEquals(1, packet.payloadLength());
    }

    @Test
    void refusesWhatIsNoRtp() {
        assertFalse(wrap("40 60 0001 00000002 00000003"), "version 1");
        assertFalse(wrap("8f 60 0001 00000002 00000003 00000000"), "15 contributors, room for one");
        assertFalse(wrap("90 60 0001 00000002 00000003 bede"), "half an extension header");
        assertFalse(wrap("90 60 0001 00000002 00000003 bede ffff 0000"), "extensions longer than the packet");
        assertFalse(wrap("a0 60 0001 00000002 00000003 00"), "padding of zero bytes");
        assertFalse(wrap("a0 60 0001 00000002 00000003 02"), "more padding than payload");
        assertFalse(wrap("a0 60 0001 00000002 00000003"), "padding announced, none there");
    }

    @Test
    void aPacketOfNothingButPaddingIsValid() {
        assertTrue(wrap("a0 60 0001 00000002 00000003 000003"));
        assertEquals(0, packet.payloadLength());
        assertEquals(3, packet.paddingLength());
    }

    @Test
    void everyTruncationOfTheHeaderIsRefused() {
        byte[] whole = bytes("91 60 0001 00000002 00000003 0000000a bede 0002 10aa21bb bb000000");
        assertTrue(packet.wrap(whole, 0, whole.length));
        for (int length = 0; length < whole.length; length++) {
            assertFalse(packet.wrap(Arrays.copyOf(whole, length), 0, length), "cut at " + length);
        }
    }

    @Test
    void tellsRtcpByItsSecondByte() {
        assertFalse(RtpPacket.isRtcp(bytes("80 bf"), 2));
        assertTrue(RtpPacket.isRtcp(bytes("80 c0"), 2));
        assertTrue(RtpPacket.isRtcp(bytes("80 c8"), 2));
        assertTrue(RtpPacket.isRtcp(bytes("80 df"), 2));
        assertFalse(RtpPacket.isRtcp(bytes("80 e0"), 2));
        assertFalse(RtpPacket.isRtcp(bytes("80 c8"), 1));
    }

    @Test
    void randomBytesNeverBreakIt() {
        long seed = 0x5eed_0001;
        Random random = new Random(seed);
        int accepted = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = (byte) ((noise[0] & 0x3F) | 0x80);
            }
            if (packet.wrap(noise, 0, noise.length)) {
                accepted++;
                readAll(noise, "seed " + seed + " round " + round);
            }
        }
        assertTrue(accepted > 1_000, "only " + accepted + " accepted: the test tests nothing");
    }

    private void readAll(byte[] noise, String when) {
        assertEquals(noise.length, packet.headerLength() + packet.payloadLength() + packet.paddingLength(), when);
        for (int at = packet.firstExtension(); at >= 0; at = packet.nextExtension(at)) {
            assertTrue(packet.dataOffset(at) + packet.dataLength(at) <= packet.payloadOffset(), when);
            assertTrue(packet.extensionOffset(packet.extensionId(at)) >= 0, when);
        }
    }

    private boolean wrap(String hex) {
        byte[] bytes = bytes(hex);
        return packet.wrap(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
