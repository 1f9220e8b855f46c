package io.plenum.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Vp8DescriptorTest {
    private final Vp8Descriptor descriptor = new Vp8Descriptor();

    /// RFC 7741 §4.5.1: a key frame with a 7-bit picture id; then a 1280×720 frame's header.
    @Test
    void readsAKeyFrame() {
        assertTrue(wrap("90 80 11 100200 9d012a 0005 d002"));
        assertEquals(3, descriptor.length());
        assertTrue(descriptor.frameStart());
        assertTrue(descriptor.keyFrameStart());
        assertEquals(7, descriptor.pictureIdBits());
        assertEquals(0x11, descriptor.pictureId());
        assertEquals(1280, descriptor.width());
        assertEquals(720, descriptor.height());
        assertEquals(-1, descriptor.tl0PicIdx());
        assertEquals(-1, descriptor.temporalId());
        assertEquals(-1, descriptor.keyIdx());
    }

    @Test
    void readsEveryField() {
        assertTrue(wrap("b0 f0 ffff a5 77 01"));
        assertEquals(6, descriptor.length());
        assertFalse(descriptor.keyFrameStart());
        assertEquals(15, descriptor.pictureIdBits());
        assertEquals(0x7FFF, descriptor.pictureId());
        assertEquals(0xA5, descriptor.tl0PicIdx());
        assertEquals(1, descriptor.temporalId());
        assertTrue(descriptor.layerSync());
        assertEquals(0x17, descriptor.keyIdx());
    }

    @Test
    void aKeyIndexAloneIsNoTemporalLayer() {
        assertTrue(wrap("90 10 c5 01"));
        assertEquals(-1, descriptor.temporalId());
        assertFalse(descriptor.layerSync());
        assertEquals(5, descriptor.keyIdx());
    }

    @Test
    void onlyTheFirstPartitionStartsAFrame() {
        assertTrue(wrap("10 00"));
        assertTrue(descriptor.keyFrameStart());
        assertTrue(wrap("11 00"));
        assertFalse(descriptor.frameStart());
        assertTrue(wrap("00 00"));
        assertFalse(descriptor.keyFrameStart());
    }

    @Test
    void aKeyFrameCutBeforeItsSizeHasNone() {
        assertTrue(wrap("10 100200 9d012a 0005"));
        assertEquals(0, descriptor.width());
        assertTrue(wrap("10 100200 9d012b 0005 d002"));
        assertEquals(0, descriptor.height());
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = bytes("b0 f0 ffff a5 77 01");
        for (int length = 0; length < whole.length; length++) {
            assertFalse(descriptor.wrap(Arrays.copyOf(whole, length), 0, length), "cut at " + length);
        }
    }

    @Test
    void rewritesACopyAndLeavesTheOriginal() {
        byte[] original = bytes("eeee 90 c0 8123 07 00");
        byte[] copy = new byte[8];
        assertTrue(descriptor.wrap(original, 2, original.length - 2));
        assertEquals(5, descriptor.copyTo(copy, 1));
        descriptor.putPictureId(copy, 1, 0x1_8042);
        descriptor.putTl0PicIdx(copy, 1, 0x1FF);
        assertArrayEquals(bytes("00 90 c0 8042 ff 0000"), copy);
        assertArrayEquals(bytes("eeee 90 c0 8123 07 00"), original);
    }

    @Test
    void rewritesOnlyWhatIsThere() {
        byte[] copy = new byte[4];
        assertTrue(wrap("90 80 11 00"));
        descriptor.copyTo(copy, 0);
        descriptor.putPictureId(copy, 0, 0xFFFF);
        descriptor.putTl0PicIdx(copy, 0, 5);
        assertArrayEquals(bytes("90 80 7f 00"), copy);
        assertTrue(wrap("10 00"));
        descriptor.putPictureId(copy, 0, 0);
        assertArrayEquals(bytes("90 80 7f 00"), copy);
    }

    @Test
    void randomBytesNeverBreakIt() {
        long seed = 0x5eed_0005;
        Random random = new Random(seed);
        int accepted = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] noise = new byte[random.nextInt(14)];
            random.nextBytes(noise);
            if (descriptor.wrap(noise, 0, noise.length)) {
                accepted++;
                String when = "seed " + seed + " round " + round;
                assertTrue(descriptor.length() <= Vp8Descriptor.MAX_LENGTH, when);
                assertTrue(descriptor.pictureId() < 1 << 15 && descriptor.temporalId() < 4, when);
                assertTrue(descriptor.keyIdx() < 32 && descriptor.tl0PicIdx() < 256, when);
                assertTrue(descriptor.width() <= 0x3FFF && descriptor.height() <= 0x3FFF, when);
            }
        }
        assertTrue(accepted > 10_000, "only " + accepted + " accepted: the test tests nothing");
    }

    private boolean wrap(String hex) {
        byte[] bytes = bytes(hex);
        return descriptor.wrap(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
