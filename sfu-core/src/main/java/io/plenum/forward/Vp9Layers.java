package io.plenum.forward;

import io.plenum.codec.Vp9Descriptor;

/// Which spatial and temporal layers of a VP9 stream go on (RFC 9628 §4.2).
///
/// Up in size only at a key picture. Down at any picture where the lower layers all went on; where layers refer to each
/// other in key pictures only (K-SVC), those below are of no use to a viewer and are left out, and so the way down
/// needs a key picture as well.
public final class Vp9Layers {
    private static final int ALL = 7;
    private static final int TEMPORAL_BITS = 3;

    private final TargetLog targets = new TargetLog();
    private int spatialAim = ALL;
    private int temporalAim = ALL;
    private long highest;
    private boolean linkedOnKeyOnly;
    /// One bit for each spatial layer of which no base frame was left out since the last key picture.
    private int whole;

    /// A key picture begins with this packet.
    public void restart(long sequence) {
        targets.restart(sequence, target(spatialAim, temporalAim));
        highest = sequence - 1;
        linkedOnKeyOnly = false;
        whole = 0;
    }

    public void aim(int spatialLayer, int temporalLayer) {
        spatialAim = spatialLayer;
        temporalAim = temporalLayer;
    }

    public int spatial() {
        return targets.current() >> TEMPORAL_BITS;
    }

    public int temporal() {
        return targets.current() & ALL;
    }

    /// Whether only a key picture brings the layer that is aimed at.
    public boolean waiting() {
        return spatialAim > spatial() || (spatialAim < spatial() && !isWhole(spatialAim));
    }

    public boolean keeps(Vp9Descriptor packet, long sequence) {
        boolean first = sequence > highest && packet.frameStart();
        highest = Math.max(highest, sequence);
        if (first) {
            frame(packet, sequence);
        }
        boolean keeps = keepsAt(targets.at(sequence), packet);
        if (first && packet.temporalId() == 0) {
            note(packet, keeps);
        }
        return keeps;
    }

    private boolean keepsAt(int target, Vp9Descriptor packet) {
        int spatial = target >> TEMPORAL_BITS;
        boolean useless = linkedOnKeyOnly && packet.interPicturePredicted() && packet.spatialId() < spatial;
        return packet.spatialId() <= spatial && packet.temporalId() <= (target & ALL) && !useless;
    }

    private void frame(Vp9Descriptor packet, long sequence) {
        if (packet.spatialId() > 0 && packet.interPicturePredicted()) {
            linkedOnKeyOnly = !packet.interLayerPredicted();
        }
        // Nowhere else: what comes before would end without a marker, or have one too many.
        if (packet.spatialId() == 0) {
            change(packet, sequence);
        }
    }

    private void change(Vp9Descriptor packet, long sequence) {
        boolean key = packet.keyFrameStart();
        int spatial = spatial();
        int temporal = temporal();
        if (key || (spatialAim < spatial && isWhole(spatialAim))) {
            spatial = spatialAim;
        }
        boolean up = packet.switchingUpPoint() && packet.temporalId() <= temporal;
        if (key || up || temporalAim < temporal) {
            temporal = temporalAim;
        }
        int target = target(spatial, temporal);
        if (target != targets.current()) {
            targets.change(sequence, target);
        }
    }

    private void note(Vp9Descriptor packet, boolean kept) {
        int bit = 1 << packet.spatialId();
        if (!kept) {
            whole &= ~bit;
        } else if (!packet.interPicturePredicted()) {
            whole |= bit;
        }
    }

    private boolean isWhole(int spatialLayer) {
        return (whole & 1 << spatialLayer) != 0;
    }

    /// Whether this packet is the viewer's last of its picture.
    public boolean endsPicture(Vp9Descriptor packet, long sequence) {
        return packet.frameEnd() && packet.spatialId() == targets.at(sequence) >> TEMPORAL_BITS;
    }

    private static int target(int spatial, int temporal) {
        return spatial << TEMPORAL_BITS | temporal;
    }
}
