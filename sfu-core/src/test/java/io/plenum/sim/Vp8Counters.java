package io.plenum.sim;

import io.plenum.codec.Vp8Descriptor;

/// The picture id counts pictures, TL0PICIDX those of the base layer and KEYIDX key frames (RFC 7741 §4.2): all must go
/// on over every change of publisher, or a browser takes the pictures for old ones.
final class Vp8Counters {
    private static final int UNKNOWN = -1;

    private final Violations violations;
    private int pictureId = UNKNOWN;
    private int pictureIdBits;
    private int tl0PicIdx = UNKNOWN;
    private int keyIdx = UNKNOWN;

    Vp8Counters(Violations violations) {
        this.violations = violations;
    }

    /// Packets were lost: any number may come next.
    void forget() {
        pictureId = UNKNOWN;
        tl0PicIdx = UNKNOWN;
        keyIdx = UNKNOWN;
    }

    /// A picture was left out that had a number already.
    void forgetPicture() {
        pictureId = UNKNOWN;
        tl0PicIdx = UNKNOWN;
    }

    /// A frame's first packet.
    void check(Vp8Descriptor descriptor, boolean keyFrame, long nowNanos) {
        int bits = descriptor.pictureIdBits();
        if (bits == pictureIdBits && pictureId != UNKNOWN) {
            int expected = (pictureId + 1) & ((1 << bits) - 1);
            expect("picture id", expected, descriptor.pictureId(), nowNanos);
        }
        pictureIdBits = bits;
        pictureId = descriptor.pictureId();
        int base = descriptor.tl0PicIdx();
        if (tl0PicIdx != UNKNOWN && base != UNKNOWN) {
            boolean next = keyFrame || descriptor.temporalId() == 0;
            expect("TL0PICIDX", (tl0PicIdx + (next ? 1 : 0)) & 0xFF, base, nowNanos);
        }
        tl0PicIdx = base;
        int keys = descriptor.keyIdx();
        if (keyIdx != UNKNOWN && keys != UNKNOWN) {
            expect("KEYIDX", (keyIdx + (keyFrame ? 1 : 0)) & 0x1F, keys, nowNanos);
        }
        keyIdx = keys;
    }

    /// A later packet of the same frame.
    void checkSame(Vp8Descriptor descriptor, long nowNanos) {
        expect("picture id within a frame", pictureId, descriptor.pictureId(), nowNanos);
        expect("TL0PICIDX within a frame", tl0PicIdx, descriptor.tl0PicIdx(), nowNanos);
        expect("KEYIDX within a frame", keyIdx, descriptor.keyIdx(), nowNanos);
    }

    private void expect(String what, int expected, int actual, long nowNanos) {
        if (expected != actual) {
            violations.add(nowNanos, what + " " + actual + " instead of " + expected);
        }
    }
}
