package io.plenum.sim;

import io.plenum.codec.Vp9Descriptor;

/// VP9's picture ids go forward, with the gaps that left-out temporal layers leave: receivers tell by them which place
/// in
/// the cycle of layers a picture has. TL0PICIDX counts the base layer's pictures (RFC 9628 §4.2).
final class Vp9Counters {
    private static final int UNKNOWN = -1;
    /// A cycle has four pictures, three of which may be left out.
    private static final int MOST_AHEAD = 4;

    private final Violations violations;
    private int pictureId = UNKNOWN;
    private int tl0PicIdx = UNKNOWN;

    Vp9Counters(Violations violations) {
        this.violations = violations;
    }

    /// Packets were lost, or something else was encoded in between.
    void forget() {
        pictureId = UNKNOWN;
        tl0PicIdx = UNKNOWN;
    }

    /// @param keyFrame whether a key picture begins: there may have been a pause before it
    /// @param samePicture whether it is another layer's frame of the picture before
    void check(Vp9Descriptor descriptor, boolean samePicture, boolean keyFrame, long nowNanos) {
        if (pictureId != UNKNOWN) {
            int ahead = (descriptor.pictureId() - pictureId) & 0x7FFF;
            boolean right = samePicture ? ahead == 0 : ahead > 0 && (ahead <= MOST_AHEAD || keyFrame);
            if (!right) {
                violations.add(nowNanos, "picture id " + descriptor.pictureId() + " after " + pictureId);
            }
            int next = samePicture || descriptor.temporalId() > 0 ? 0 : 1;
            if (!keyFrame && descriptor.tl0PicIdx() != ((tl0PicIdx + next) & 0xFF)) {
                violations.add(nowNanos, "TL0PICIDX " + descriptor.tl0PicIdx() + " after " + tl0PicIdx);
            }
        }
        pictureId = descriptor.pictureId();
        tl0PicIdx = descriptor.tl0PicIdx();
    }
}
