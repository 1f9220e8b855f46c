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
    /// Layers refer to each other in key pictures only. Part of the target, because late packets are judged by it, too.
    private static final int KEY_LINKED = 1 << 6;

    private final TargetLog targets = new TargetLog();
    private int spatialAim = ALL;
    private int temporalAim = ALL;
    private long highest;

    /// A key picture begins with this packet.
    public void restart(long sequence) {
        targets.restart(sequence, target(spatialAim, temporalAim));
        highest = sequence - 1;
    }

    public void aim(int spatialLayer, int temporalLayer) {
        spatialAim = spatialLayer;
        temporalAim = temporalLayer;
    }

    public int spatial() {
        return spatial(targets.current());
    }

    public int temporal() {
        return targets.current() & ALL;
    }

    /// Whether only a key picture brings the layer that is aimed at.
    public boolean waiting() {
        return spatialAim > spatial() || (spatialAim < spatial() && isKeyLinked(targets.current()));
    }

    public boolean keeps(Vp9Descriptor packet, long sequence) {
        if (sequence > highest) {
            highest = sequence;
            if (packet.frameStart()) {
                frame(packet, sequence);
            }
        }
        int target = targets.at(sequence);
        boolean useless = isKeyLinked(target) && packet.interPicturePredicted() && packet.spatialId() < spatial(target);
        return packet.spatialId() <= spatial(target) && packet.temporalId() <= (target & ALL) && !useless;
    }

    private void frame(Vp9Descriptor packet, long sequence) {
        int before = targets.current();
        int target = before;
        if (packet.spatialId() > 0 && packet.interPicturePredicted()) {
            target = packet.interLayerPredicted() ? before & ~KEY_LINKED : before | KEY_LINKED;
        } else if (packet.spatialId() == 0) {
            // Nowhere else: what comes before would end without a marker, or have one too many.
            target = changed(packet, before);
        }
        if (target != before) {
            targets.change(sequence, target);
        }
    }

    private int changed(Vp9Descriptor packet, int before) {
        boolean key = packet.keyFrameStart();
        int spatial = spatial(before);
        int temporal = before & ALL;
        if (key || (spatialAim < spatial && !isKeyLinked(before))) {
            spatial = spatialAim;
        }
        boolean up = packet.switchingUpPoint() && packet.temporalId() <= temporal;
        if (key || up || temporalAim < temporal) {
            temporal = temporalAim;
        }
        return target(spatial, temporal) | (before & KEY_LINKED);
    }

    /// Whether this packet is the viewer's last of its picture.
    public boolean endsPicture(Vp9Descriptor packet, long sequence) {
        return packet.frameEnd() && packet.spatialId() == spatial(targets.at(sequence));
    }

    private static int target(int spatial, int temporal) {
        return spatial << TEMPORAL_BITS | temporal;
    }

    private static int spatial(int target) {
        return target >> TEMPORAL_BITS & ALL;
    }

    private static boolean isKeyLinked(int target) {
        return (target & KEY_LINKED) != 0;
    }
}
