package io.plenum.codec;

import io.plenum.rtp.BigEndian;
import org.jspecify.annotations.Nullable;

/// The dependency descriptor header extension of one packet (AV1 RTP specification, appendix A): to which layers
/// its frame belongs and who may do without it. All an SFU may read where the payload is encrypted end to end.
public final class DependencyDescriptor {
    /// A frame's part in a decode target (appendix A.8.4).
    public static final int NOT_PRESENT = 0;

    public static final int DISCARDABLE = 1;
    public static final int SWITCH = 2;
    public static final int REQUIRED = 3;

    /// What every packet has: frame start and end, template id, frame number.
    public static final int MANDATORY_LENGTH = 3;

    private final BitReader reader = new BitReader();
    private final byte[] indications = new byte[DependencyStructure.MAX_DECODE_TARGETS];
    private final int[] chainDifferences = new int[DependencyStructure.MAX_DECODE_TARGETS];
    private boolean frameStart;
    private boolean frameEnd;
    private int frameNumber;
    private @Nullable DependencyStructure structure;
    private boolean structurePresent;
    private int activeTargets;
    private int spatialId;
    private int temporalId;

    /// Reads a packet's descriptor.
    ///
    /// @param known the structure of the stream's last key frame, null before the first
    /// @return false when it is malformed or needs a structure that is not known; nothing else may be called then
    public boolean read(byte[] bytes, int offset, int length, @Nullable DependencyStructure known) {
        if (length < MANDATORY_LENGTH) {
            return false;
        }
        int first = BigEndian.u8(bytes, offset);
        frameStart = (first & 0x80) != 0;
        frameEnd = (first & 0x40) != 0;
        frameNumber = BigEndian.u16(bytes, offset + 1);
        structure = known;
        structurePresent = false;
        activeTargets = -1;
        boolean customIndications = false;
        boolean customDifferences = false;
        boolean customChains = false;
        reader.wrap(bytes, offset + MANDATORY_LENGTH, length - MANDATORY_LENGTH);
        if (length > MANDATORY_LENGTH) {
            structurePresent = reader.flag();
            boolean targetsPresent = reader.flag();
            customIndications = reader.flag();
            customDifferences = reader.flag();
            customChains = reader.flag();
            if (!readStructure() || structure == null) {
                return false;
            }
            activeTargets = targetsPresent ? reader.bits(structure.decodeTargets()) : -1;
        }
        return structure != null
                && readFrame(structure, first & 0x3F, customIndications)
                && readChains(structure, first & 0x3F, customDifferences, customChains)
                && !reader.overrun();
    }

    private boolean readStructure() {
        if (!structurePresent) {
            return true;
        }
        DependencyStructure fresh = new DependencyStructure(reader);
        structure = fresh;
        return fresh.valid();
    }

    private boolean readFrame(DependencyStructure from, int templateId, boolean customIndications) {
        int template = from.template(templateId);
        if (template < 0) {
            return false;
        }
        spatialId = from.spatialId(template);
        temporalId = from.temporalId(template);
        for (int target = 0; target < from.decodeTargets(); target++) {
            indications[target] = (byte) (customIndications ? reader.bits(2) : from.indication(template, target));
        }
        return true;
    }

    private boolean readChains(
            DependencyStructure from, int templateId, boolean customDifferences, boolean customChains) {
        if (customDifferences) {
            skipDifferences();
        }
        int template = from.template(templateId);
        for (int chain = 0; chain < from.chains(); chain++) {
            chainDifferences[chain] = customChains ? reader.bits(Byte.SIZE) : from.chainDifference(template, chain);
        }
        return true;
    }

    /// What frames refer to is read by decoders, not by us. Each step takes bits, so the end of the bytes ends it.
    private void skipDifferences() {
        int size = reader.bits(2);
        while (size > 0 && !reader.overrun()) {
            reader.bits(4 * size);
            size = reader.bits(2);
        }
    }

    public boolean frameStart() {
        return frameStart;
    }

    public boolean frameEnd() {
        return frameEnd;
    }

    /// 16 bits, counting frames of all layers.
    public int frameNumber() {
        return frameNumber;
    }

    /// The structure that this packet and those after it refer to: this packet's own, or the one it was read with.
    public @Nullable DependencyStructure structure() {
        return structure;
    }

    /// Whether the packet carries a structure: the first packet of a key frame does.
    public boolean structurePresent() {
        return structurePresent;
    }

    /// One bit for each decode target that the sender presently produces; all set when the packet does not tell.
    public int activeTargets() {
        return activeTargets;
    }

    public int spatialId() {
        return spatialId;
    }

    public int temporalId() {
        return temporalId;
    }

    /// The frame's part in a decode target: one of the four constants.
    public int indication(int target) {
        return indications[target];
    }

    /// Whether there are spatial layers above the frame's.
    public boolean hasLayersAbove() {
        return structure != null && spatialId < structure.spatialLayers() - 1;
    }

    /// Whether anybody who watches a spatial layer above gets this frame.
    public boolean isOfUseAbove() {
        DependencyStructure known = structure;
        for (int target = 0; known != null && target < known.decodeTargets(); target++) {
            if (known.targetSpatialId(target) > spatialId && indications[target] != NOT_PRESENT) {
                return true;
            }
        }
        return false;
    }

    /// How many frames before this one the last frame of a chain was; 0 when the chain begins here.
    public int chainDifference(int chain) {
        return chainDifferences[chain];
    }

    /// Puts another frame number into a copy of the descriptor.
    public static void putFrameNumber(byte[] copy, int offset, long frameNumber) {
        BigEndian.put16(copy, offset + 1, (int) frameNumber);
    }
}
