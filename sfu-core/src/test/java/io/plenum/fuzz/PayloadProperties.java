package io.plenum.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.codec.H264Payload;
import io.plenum.codec.H265Payload;
import io.plenum.codec.RedPayload;
import io.plenum.codec.Vp8Descriptor;
import io.plenum.codec.Vp9Descriptor;
import java.util.Arrays;

/// What holds for any payload, however it came about. A reader that reads beyond the bytes it got throws by itself.
final class PayloadProperties {
    private PayloadProperties() {}

    /// A descriptor into which its own numbers are written stays what it is.
    static void vp8(byte[] data) {
        Vp8Descriptor descriptor = new Vp8Descriptor();
        if (!descriptor.wrap(data, 0, data.length)) {
            return;
        }
        assertTrue(descriptor.length() <= Vp8Descriptor.MAX_LENGTH && descriptor.length() < data.length);
        assertTrue(descriptor.width() >= 0 && descriptor.height() >= 0 && descriptor.temporalId() <= 3);
        byte[] copy = new byte[Vp8Descriptor.MAX_LENGTH];
        int length = descriptor.copyTo(copy, 0);
        descriptor.putPictureId(copy, 0, descriptor.pictureId());
        descriptor.putTl0PicIdx(copy, 0, descriptor.tl0PicIdx());
        descriptor.putKeyIdx(copy, 0, descriptor.keyIdx());
        assertArrayEquals(Arrays.copyOf(data, length), Arrays.copyOf(copy, length));
    }

    static void vp9(byte[] data) {
        Vp9Descriptor descriptor = new Vp9Descriptor();
        if (!descriptor.wrap(data, 0, data.length)) {
            return;
        }
        assertTrue(descriptor.length() > 0 && descriptor.length() < data.length);
        for (int layer = 0; layer < descriptor.spatialLayers(); layer++) {
            assertTrue(descriptor.width(layer) >= 0 && descriptor.height(layer) >= 0);
        }
        byte[] copy = new byte[data.length];
        int length = descriptor.copyStartTo(copy, 0);
        assertTrue(length <= descriptor.length());
        descriptor.putPictureId(copy, 0, descriptor.pictureId());
        descriptor.putTl0PicIdx(copy, 0, descriptor.tl0PicIdx());
        assertArrayEquals(Arrays.copyOf(data, length), Arrays.copyOf(copy, length));
    }

    /// Where parameter sets begin, a key frame begins.
    static void h264(byte[] data) {
        boolean start = H264Payload.keyFrameStart(data, 0, data.length);
        assertTrue(start || !H264Payload.parametersStart(data, 0, data.length));
    }

    static void h265(byte[] data) {
        boolean start = H265Payload.keyFrameStart(data, 0, data.length);
        assertTrue(start || !H265Payload.parametersStart(data, 0, data.length));
        assertTrue(H265Payload.temporalId(data, 0, data.length) <= 6);
    }

    /// The primary block is what is left at the end.
    static void red(byte[] data) {
        RedPayload red = new RedPayload();
        if (red.wrap(data, 0, data.length)) {
            assertTrue(red.primaryOffset() > 0 && red.primaryLength() >= 0 && red.primaryPayloadType() <= 127);
            assertEquals(data.length, red.primaryOffset() + red.primaryLength());
        }
    }
}
