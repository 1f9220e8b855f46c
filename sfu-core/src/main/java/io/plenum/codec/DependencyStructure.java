package io.plenum.codec;

/// The frame templates of a stream's dependency descriptors (AV1 RTP specification, appendix A): which layers there
/// are and which frame serves which of them. Read whole from a key frame's descriptor, then immutable.
public final class DependencyStructure {
    /// A template id has 6 bits.
    static final int MAX_TEMPLATES = 64;
    /// dt_cnt_minus_one has 5 bits.
    static final int MAX_DECODE_TARGETS = 32;
    /// Four spatial layers are what the format's two-bit walk and our uses need; the format has no limit of its own.
    private static final int MAX_SPATIAL_LAYERS = 4;
    /// More than this many frame differences in a template is an attack on this loop: encoders use up to 8 buffers.
    private static final int MAX_FRAME_DIFFERENCES = 16;

    private static final int NEXT_TEMPORAL = 1;
    private static final int NEXT_SPATIAL = 2;
    private static final int NO_MORE = 3;

    private final int templateIdOffset;
    private final int decodeTargets;
    private int templates;
    private int chains;
    private final int[] spatialIds = new int[MAX_TEMPLATES];
    private final int[] temporalIds = new int[MAX_TEMPLATES];
    private final byte[][] indications;
    private final int[] chainOfTarget;
    private final byte[][] chainDifferences = new byte[MAX_TEMPLATES][];
    private final int[] targetSpatialIds;
    private final int[] targetTemporalIds;
    private final int[] widths = new int[MAX_SPATIAL_LAYERS];
    private final int[] heights = new int[MAX_SPATIAL_LAYERS];
    private boolean valid = true;

    DependencyStructure(BitReader reader) {
        templateIdOffset = reader.bits(6);
        decodeTargets = reader.bits(5) + 1;
        indications = new byte[MAX_TEMPLATES][decodeTargets];
        chainOfTarget = new int[decodeTargets];
        targetSpatialIds = new int[decodeTargets];
        targetTemporalIds = new int[decodeTargets];
        readLayers(reader);
        if (valid) {
            readIndications(reader);
            skipFrameDifferences(reader);
            readChains(reader);
            deriveTargetLayers();
            readResolutions(reader);
        }
        valid &= !reader.overrun();
    }

    boolean valid() {
        return valid;
    }

    private void readLayers(BitReader reader) {
        int spatial = 0;
        int temporal = 0;
        int next;
        do {
            if (templates == MAX_TEMPLATES || spatial == MAX_SPATIAL_LAYERS || reader.overrun()) {
                valid = false;
                return;
            }
            spatialIds[templates] = spatial;
            temporalIds[templates++] = temporal;
            next = reader.bits(2);
            if (next == NEXT_TEMPORAL) {
                temporal++;
            } else if (next == NEXT_SPATIAL) {
                temporal = 0;
                spatial++;
            }
        } while (next != NO_MORE);
    }

    private void readIndications(BitReader reader) {
        for (int template = 0; template < templates; template++) {
            for (int target = 0; target < decodeTargets; target++) {
                indications[template][target] = (byte) reader.bits(2);
            }
        }
    }

    private void skipFrameDifferences(BitReader reader) {
        for (int template = 0; template < templates; template++) {
            int differences = 0;
            while (reader.flag()) {
                reader.bits(4);
                if (++differences > MAX_FRAME_DIFFERENCES) {
                    valid = false;
                    return;
                }
            }
        }
    }

    private void readChains(BitReader reader) {
        chains = reader.nonSymmetric(decodeTargets + 1);
        if (chains == 0) {
            return;
        }
        for (int target = 0; target < decodeTargets; target++) {
            chainOfTarget[target] = reader.nonSymmetric(chains);
        }
        for (int template = 0; template < templates; template++) {
            chainDifferences[template] = new byte[chains];
            for (int chain = 0; chain < chains; chain++) {
                chainDifferences[template][chain] = (byte) reader.bits(4);
            }
        }
    }

    private void deriveTargetLayers() {
        for (int template = 0; template < templates; template++) {
            for (int target = 0; target < decodeTargets; target++) {
                if (indications[template][target] != DependencyDescriptor.NOT_PRESENT) {
                    targetSpatialIds[target] = Math.max(targetSpatialIds[target], spatialIds[template]);
                    targetTemporalIds[target] = Math.max(targetTemporalIds[target], temporalIds[template]);
                }
            }
        }
    }

    private void readResolutions(BitReader reader) {
        if (!reader.flag()) {
            return;
        }
        for (int spatial = 0; spatial < spatialLayers(); spatial++) {
            widths[spatial] = reader.bits(16) + 1;
            heights[spatial] = reader.bits(16) + 1;
        }
    }

    public int spatialLayers() {
        return spatialIds[templates - 1] + 1;
    }

    public int decodeTargets() {
        return decodeTargets;
    }

    /// The highest spatial layer in a decode target.
    public int targetSpatialId(int target) {
        return targetSpatialIds[target];
    }

    public int targetTemporalId(int target) {
        return targetTemporalIds[target];
    }

    /// 0 when the stream does not tell.
    public int width(int spatialId) {
        return widths[spatialId];
    }

    public int height(int spatialId) {
        return heights[spatialId];
    }

    /// How many chains of frames there are that decoding depends on; 0 when the stream does not tell.
    public int chains() {
        return chains;
    }

    /// Which chain protects a decode target.
    public int chainOf(int target) {
        return chainOfTarget[target];
    }

    int chainDifference(int template, int chain) {
        return chainDifferences[template][chain];
    }

    /// The template a frame names, -1 when there is none.
    int template(int templateId) {
        int index = (templateId + MAX_TEMPLATES - templateIdOffset) % MAX_TEMPLATES;
        return index < templates ? index : -1;
    }

    int spatialId(int template) {
        return spatialIds[template];
    }

    int temporalId(int template) {
        return temporalIds[template];
    }

    int indication(int template, int target) {
        return indications[template][target];
    }
}
