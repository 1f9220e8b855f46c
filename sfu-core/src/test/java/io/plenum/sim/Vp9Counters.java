package io.plenum.sim;

import io.plenum.codec.Vp9Descriptor;
import java.util.HashSet;
import java.util.Set;

/// What a receiver makes of VP9's picture ids (RFC 9628 §4.2): by them it knows what a picture refers to, from the
/// pattern that the last key picture announced, or in flexible mode from each packet. So they go forward, with gaps
/// where temporal layers were left out, and TL0PICIDX counts the base layer's pictures.
final class Vp9Counters {
    private static final int UNKNOWN = -1;
    private static final int MASK = 0x7FFF;
    /// A cycle has four pictures, three of which may be left out.
    private static final int MOST_AHEAD = 4;

    private static final int MOST_SPATIAL = 8;

    private final Violations violations;
    private final Vp9Group group = new Vp9Group();
    /// Frames since the last key picture: picture id times eight plus the spatial layer.
    private final Set<Integer> decoded = new HashSet<>();
    private int pictureId = UNKNOWN;
    private int tl0PicIdx = UNKNOWN;
    private int keyPictureId;
    private int difference;

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
    void check(
            Vp9Descriptor descriptor,
            byte[] payload,
            boolean samePicture,
            boolean keyFrame,
            boolean gapSinceKeyFrame,
            long nowNanos) {
        int next = descriptor.pictureId();
        if (pictureId != UNKNOWN) {
            int ahead = (next - pictureId) & MASK;
            boolean right = samePicture ? ahead == 0 : ahead > 0 && (ahead <= MOST_AHEAD || keyFrame);
            if (!right) {
                violations.add(nowNanos, "picture id " + next + " after " + pictureId);
            }
            int base = samePicture || descriptor.temporalId() > 0 ? 0 : 1;
            boolean counted = descriptor.tl0PicIdx() != UNKNOWN && tl0PicIdx != UNKNOWN;
            if (!keyFrame && counted && descriptor.tl0PicIdx() != ((tl0PicIdx + base) & 0xFF)) {
                violations.add(nowNanos, "TL0PICIDX " + descriptor.tl0PicIdx() + " after " + tl0PicIdx);
            }
        }
        pictureId = next;
        tl0PicIdx = descriptor.tl0PicIdx();
        group.read(payload);
        if (keyFrame) {
            keyPictureId = next;
        }
        refer(descriptor, gapSinceKeyFrame, nowNanos);
    }

    private void refer(Vp9Descriptor descriptor, boolean gapSinceKeyFrame, long nowNanos) {
        int place = (pictureId - keyPictureId) & MASK;
        if (group.flexible()) {
            difference = group.firstDifference();
            return;
        }
        difference = group.difference(place);
        if (!gapSinceKeyFrame && group.temporalId(place) != descriptor.temporalId()) {
            violations.add(
                    nowNanos,
                    "picture " + place + " of the group is of temporal layer " + group.temporalId(place) + ", not "
                            + descriptor.temporalId());
        }
    }

    /// All before it is forgotten.
    void keyPicture() {
        decoded.clear();
    }

    /// The frame that was checked last has been decoded.
    void decoded(int spatial) {
        decoded.add(pictureId * MOST_SPATIAL + spatial);
    }

    /// Whether the picture that the frame checked last refers to has been decoded.
    boolean hasReferences(int spatial) {
        return !group.refersToEarlier() || decoded.contains(((pictureId - difference) & MASK) * MOST_SPATIAL + spatial);
    }
}
