package io.plenum.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Vp9DescriptorTest {
    private final Vp9Descriptor descriptor = new Vp9Descriptor();

    /// RFC 9628 §4.2: I, L, B and V set; 15-bit picture id; three spatial layers with sizes and a group of one picture.
    @Test
    void readsAKeyPictureWithItsStructure() {
        assertTrue(wrap("aa 8123 00 07 58 0140 00b4 0280 0168 0500 02d0 01 05 02 ff"));
        assertTrue(descriptor.keyFrameStart());
        assertEquals(0x123, descriptor.pictureId());
        assertEquals(15, descriptor.pictureIdBits());
        assertEquals(7, descriptor.tl0PicIdx());
        assertEquals(3, descriptor.spatialLayers());
        assertEquals(320, descriptor.width(0));
        assertEquals(1280, descriptor.width(2));
        assertEquals(720, descriptor.height(2));
        assertEquals(0, descriptor.width(3));
        assertEquals(21, descriptor.length());
    }

    /// I, P, L, F, E: flexible mode, temporal layer 2 with U, spatial layer 1 with D, two references.
    @Test
    void readsAFlexiblePicture() {
        assertTrue(wrap("f4 05 53 03 04 ff"));
        assertTrue(descriptor.interPicturePredicted());
        assertFalse(descriptor.frameStart());
        assertTrue(descriptor.frameEnd());
        assertEquals(2, descriptor.temporalId());
        assertTrue(descriptor.switchingUpPoint());
        assertEquals(1, descriptor.spatialId());
        assertTrue(descriptor.interLayerPredicted());
        assertEquals(-1, descriptor.tl0PicIdx());
        assertEquals(7, descriptor.pictureIdBits());
        assertEquals(5, descriptor.length());
    }

    @Test
    void anUpperLayerOfAKeyPictureIsNoPlaceToStart() {
        assertTrue(wrap("a8 01 03 00 ff"));
        assertEquals(1, descriptor.spatialId());
        assertFalse(descriptor.keyFrameStart());
    }

    @Test
    void refusesAFourthReference() {
        assertFalse(wrap("50 03 03 03 02 ff"));
    }

    @Test
    void rewritesCountersInTheirWidth() {
        assertTrue(wrap("aa 8123 00 07 00 ff"));
        byte[] copy = new byte[5];
        assertEquals(copy.length, descriptor.copyStartTo(copy, 0));
        descriptor.putPictureId(copy, 0, 0x18000 | 0x7ABC);
        descriptor.putTl0PicIdx(copy, 0, 0x155);
        assertEquals("aafabc0055", HexFormat.of().formatHex(copy));
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = bytes("aa 8123 00 07 58 0140 00b4 0280 0168 0500 02d0 01 05 02 ff");
        for (int length = 0; length < whole.length; length++) {
            assertFalse(descriptor.wrap(whole, 0, length), "length " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseNeverReadsBeyondThePayload(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = new byte[1 + random.nextInt(24)];
            random.nextBytes(noise);
            if (descriptor.wrap(noise, 0, noise.length)) {
                assertTrue(descriptor.length() < noise.length, "seed " + seed);
                descriptor.pictureId();
                descriptor.tl0PicIdx();
                descriptor.width(Math.max(0, descriptor.spatialLayers() - 1));
            }
        }
    }

    private boolean wrap(String hex) {
        byte[] bytes = bytes(hex);
        return descriptor.wrap(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
