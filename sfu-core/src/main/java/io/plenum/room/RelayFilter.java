package io.plenum.room;

import io.plenum.codec.DependencyDescriptor;
import io.plenum.codec.DependencyStructure;
import io.plenum.core.Relief;
import io.plenum.forward.LayerLimit;

/// Which packets of an encoding go on to another shard, where any of its viewers may want any layer: all of them,
/// unless the way there sheds load.
final class RelayFilter {
    private static final int NO_CLIMB = -1;

    private final LayerLimit limit = new LayerLimit();

    /// How much is left out from the next picture on.
    void shed(Relief level) {
        limit.aim(
                level.includes(Relief.SIZES) ? 0 : LayerLimit.ALL, level.includes(Relief.FRAMES) ? 0 : LayerLimit.ALL);
    }

    /// A key frame begins with this packet.
    void restart(ReceivedPacket first) {
        limit.restart(first.sequence(), first.rtp().timestamp());
    }

    boolean keeps(ReceivedPacket received) {
        limit.note(received.sequence(), received.rtp().timestamp(), received.isKeyFrameStart(), climbsTo(received));
        return limit.keeps(received.sequence(), received.spatial(), received.temporal());
    }

    /// Whether a packet that does not go on is of a picture larger than those that do, not only of one too many.
    boolean isTooLarge(ReceivedPacket received) {
        return received.spatial() > limit.spatial();
    }

    /// Whether only a key frame brings what was left out.
    boolean waiting() {
        return limit.waiting();
    }

    /// Whether the packet ends its picture because what is above it is left out.
    boolean endsPicture(ReceivedPacket received) {
        return switch (received.family()) {
            case VP9 -> received.vp9().frameEnd() && limit.isTop(received.sequence(), received.spatial());
            case OPUS, RED, VP8, AV1, H264, H265, OPAQUE ->
                received.described()
                        && received.descriptor().frameEnd()
                        && limit.isTop(received.sequence(), received.spatial());
        };
    }

    /// The highest temporal layer that may begin with this packet, as its descriptor tells.
    private int climbsTo(ReceivedPacket received) {
        int present = limit.temporal();
        if (present == LayerLimit.ALL) {
            return NO_CLIMB;
        }
        int own = received.temporal();
        return switch (received.family()) {
            case VP8 -> own == present + 1 && received.vp8().layerSync() ? own : NO_CLIMB;
            case VP9 -> own <= present && received.vp9().switchingUpPoint() ? LayerLimit.ALL : NO_CLIMB;
            case OPUS, RED, AV1, H264, H265, OPAQUE ->
                received.described() ? climbsTo(received.descriptor(), own <= present) : NO_CLIMB;
        };
    }

    /// A switch point of a decode target is one for its temporal layer, if it is for the largest pictures that
    /// go on.
    private int climbsTo(DependencyDescriptor descriptor, boolean decodable) {
        DependencyStructure structure = descriptor.structure();
        if (!decodable || structure == null) {
            return NO_CLIMB;
        }
        int best = NO_CLIMB;
        int top = Math.min(limit.spatial(), structure.spatialLayers() - 1);
        for (int target = 0; target < structure.decodeTargets(); target++) {
            if (structure.targetSpatialId(target) == top
                    && descriptor.indication(target) == DependencyDescriptor.SWITCH) {
                best = Math.max(best, structure.targetTemporalId(target));
            }
        }
        return best;
    }
}
