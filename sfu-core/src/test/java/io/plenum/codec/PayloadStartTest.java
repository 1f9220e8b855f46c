package io.plenum.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a decoder may start in H.264 and H.265, and what remains of RED.
class PayloadStartTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"65 88", "67 42", "78 0002 67 42 0002 68 ce", "78 0002 06 05 0002 65 88", "7c 85 88", "7c 87 00"
            })
    void anH264KeyFrameStarts(String hex) {
        byte[] bytes = bytes(hex);
        assertTrue(H264Payload.keyFrameStart(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "41 9a", "78 0002 06 05 0002 41 9a", "7c 05 88", "7c 81 9a", "7c", "78 ff", "78 ffff"})
    void noH264KeyFrameStarts(String hex) {
        byte[] bytes = bytes(hex);
        assertFalse(H264Payload.keyFrameStart(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"26 01 af", "2a 01 af", "40 01 0c", "6001 0003 4001 0c 0003 2601 af", "62 01 93 af"})
    void anH265KeyFrameStarts(String hex) {
        byte[] bytes = bytes(hex);
        assertTrue(H265Payload.keyFrameStart(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "26", "02 01 d0", "62 01 13 af", "62 01 81 d0", "6001 0003 0201 d0", "6001 ffff"})
    void noH265KeyFrameStarts(String hex) {
        byte[] bytes = bytes(hex);
        assertFalse(H265Payload.keyFrameStart(bytes, 0, bytes.length));
    }

    @Test
    void h265TellsItsTemporalLayer() {
        assertEquals(2, H265Payload.temporalId(bytes("02 03 d0"), 0, 3));
        assertEquals(0, H265Payload.temporalId(bytes("02 01 d0"), 0, 3));
    }

    @Test
    void redGivesUpItsPrimaryBlock() {
        RedPayload red = new RedPayload();
        byte[] bytes = bytes("ef 03c003 ef 01e002 6f aaaaaa bbbb cccccccc");
        assertTrue(red.wrap(bytes, 0, bytes.length));
        assertEquals(111, red.primaryPayloadType());
        assertEquals(14, red.primaryOffset());
        assertEquals(4, red.primaryLength());
    }

    @Test
    void redWithMoreRedundancyThanPayloadIsRefused() {
        RedPayload red = new RedPayload();
        byte[] bytes = bytes("ef 03c003 6f aaaa");
        assertFalse(red.wrap(bytes, 0, bytes.length));
        assertFalse(red.wrap(bytes("ef 03c0"), 0, 3));
        assertFalse(red.wrap(new byte[0], 0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseStaysInside(long seed) {
        Random random = new Random(seed);
        RedPayload red = new RedPayload();
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            H264Payload.keyFrameStart(noise, 0, noise.length);
            H265Payload.keyFrameStart(noise, 0, noise.length);
            if (red.wrap(noise, 0, noise.length)) {
                assertTrue(red.primaryOffset() + red.primaryLength() == noise.length, "seed " + seed);
            }
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
