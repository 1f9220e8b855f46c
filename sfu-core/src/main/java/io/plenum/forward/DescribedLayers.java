package io.plenum.forward;

import io.plenum.codec.DependencyDescriptor;
import io.plenum.codec.DependencyStructure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which frames of a stream with dependency descriptors go on: those of one decode target (AV1 RTP specification,
/// appendix A). Another target begins at a key frame, with any picture where all of its frames went on, or at a frame
/// that is its switch point and whose chain, the frames it cannot be decoded without, went on whole.
public final class DescribedLayers {
    private static final int ALL = 7;
    /// A chain difference has eight bits.
    private static final int REMEMBERED_FRAMES = 256;

    private static final int ALL_TARGETS = -1;

    private static final int[] NOTHING = {};

    private final TargetLog targets = new TargetLog();
    /// Made late: few streams carry descriptors.
    private int[] sent = NOTHING;
    private int spatialAim = ALL;
    private int temporalAim = ALL;
    private int aim;
    private long highest;
    private boolean needsKeyFrame;
    /// A bit for each decode target of which no frame was left out since the last key frame.
    private int whole;
    /// Layers refer to each other in key pictures only, so that the lower ones were left out.
    private boolean keyLinked;
    private @Nullable DependencyStructure structure;

    /// A key frame begins with this packet.
    public void restart(long sequence) {
        structure = null;
        needsKeyFrame = false;
        keyLinked = false;
        aim = 0;
        targets.restart(sequence, 0);
        highest = sequence - 1;
        if (sent.length == 0) {
            sent = new int[REMEMBERED_FRAMES];
        }
        Arrays.fill(sent, -1);
    }

    public void aim(int spatialLayer, int temporalLayer) {
        spatialAim = spatialLayer;
        temporalAim = temporalLayer;
        aim = target(structure, spatialAim, temporalAim);
    }

    public int spatial() {
        DependencyStructure known = structure;
        return known == null ? 0 : known.targetSpatialId(targets.current());
    }

    public int temporal() {
        DependencyStructure known = structure;
        return known == null ? 0 : known.targetTemporalId(targets.current());
    }

    /// Whether only a key frame brings the layer that is aimed at.
    public boolean waiting() {
        DependencyStructure known = structure;
        int aimed = known == null ? 0 : known.targetSpatialId(aim);
        return aimed > spatial() || (aimed < spatial() && keyLinked);
    }

    /// Whether a switch point went by that could not be used because its chain is broken; said once.
    public boolean takeNeed() {
        boolean result = needsKeyFrame;
        needsKeyFrame = false;
        return result;
    }

    public boolean keeps(DependencyDescriptor packet, long sequence) {
        boolean first = sequence > highest && packet.frameStart();
        highest = Math.max(highest, sequence);
        if (first) {
            frame(packet, sequence);
        }
        int target = targets.at(sequence);
        DependencyStructure of = packet.structure();
        boolean keeps = of == null
                || target >= of.decodeTargets()
                || packet.indication(target) != DependencyDescriptor.NOT_PRESENT;
        if (keeps) {
            sent[packet.frameNumber() & (REMEMBERED_FRAMES - 1)] = packet.frameNumber();
        } else if (of != null) {
            leftOut(packet, of);
        }
        return keeps;
    }

    private void leftOut(DependencyDescriptor packet, DependencyStructure of) {
        for (int target = 0; target < of.decodeTargets(); target++) {
            if (packet.indication(target) != DependencyDescriptor.NOT_PRESENT) {
                whole &= ~(1 << target);
            }
        }
    }

    private void frame(DependencyDescriptor packet, long sequence) {
        if (packet.structure() != structure) {
            adopt(packet.structure(), sequence);
        }
        if (!packet.structurePresent() && packet.hasLayersAbove()) {
            keyLinked = !packet.isOfUseAbove();
        }
        if (packet.structurePresent()) {
            whole = ALL_TARGETS;
            targets.change(sequence, aim);
        } else if (aim != targets.current() && isWhole(packet)) {
            targets.change(sequence, aim);
        } else if (aim != targets.current() && packet.indication(aim) == DependencyDescriptor.SWITCH) {
            switchPoint(packet, sequence);
        }
    }

    /// On the way down the viewer has all that the lower target consists of: it may begin with any picture, but nowhere
    /// else, where the viewer's picture would end without a marker or have one too many.
    private boolean isWhole(DependencyDescriptor packet) {
        return packet.spatialId() == 0 && (whole & 1 << aim) != 0;
    }

    /// The frame must be decodable itself, which only those that the viewer gets anyway are known to be. Another one
    /// may come behind what already ended the viewer's picture, too.
    private void switchPoint(DependencyDescriptor packet, long sequence) {
        boolean kept = packet.indication(targets.current()) != DependencyDescriptor.NOT_PRESENT;
        if (kept && isChainWhole(packet)) {
            targets.change(sequence, aim);
        } else {
            needsKeyFrame |= packet.temporalId() == 0;
        }
    }

    /// The same layers have other numbers from now on.
    private void adopt(@Nullable DependencyStructure fresh, long sequence) {
        int same = structure == null ? 0 : target(fresh, spatial(), temporal());
        structure = fresh;
        whole = 0;
        aim = target(fresh, spatialAim, temporalAim);
        targets.change(sequence, same);
    }

    private boolean isChainWhole(DependencyDescriptor packet) {
        DependencyStructure known = structure;
        if (known == null || known.chains() == 0) {
            return known != null && known.targetSpatialId(aim) == spatial();
        }
        int before = (packet.frameNumber() - packet.chainDifference(known.chainOf(aim))) & 0xFFFF;
        return sent[before & (REMEMBERED_FRAMES - 1)] == before;
    }

    /// The best target within the aim; the lowest one when all are above it.
    private static int target(@Nullable DependencyStructure of, int mostSpatial, int mostTemporal) {
        int best = 0;
        int bestValue = -1;
        for (int target = 0; of != null && target < of.decodeTargets(); target++) {
            int spatial = of.targetSpatialId(target);
            int temporal = of.targetTemporalId(target);
            boolean within = spatial <= mostSpatial && temporal <= mostTemporal;
            int value = within ? spatial * (ALL + 1) + temporal : -1 - spatial * (ALL + 1) - temporal;
            if (target == 0 || value > bestValue) {
                best = target;
                bestValue = value;
            }
        }
        return best;
    }

    /// Whether this packet is the viewer's last of its picture.
    public boolean endsPicture(DependencyDescriptor packet, long sequence) {
        DependencyStructure of = packet.structure();
        int target = targets.at(sequence);
        return packet.frameEnd()
                && of != null
                && target < of.decodeTargets()
                && packet.spatialId() == of.targetSpatialId(target);
    }
}
