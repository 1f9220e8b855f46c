package io.plenum.sim;

import static io.plenum.codec.DependencyDescriptor.DISCARDABLE;
import static io.plenum.codec.DependencyDescriptor.NOT_PRESENT;
import static io.plenum.codec.DependencyDescriptor.REQUIRED;
import static io.plenum.codec.DependencyDescriptor.SWITCH;

import io.plenum.codec.BitWriter;
import java.util.stream.Stream;

/// Writes dependency descriptors (AV1 RTP specification, appendix A) as libwebrtc's encoders do: a structure with each
/// key frame, one chain for each spatial layer.
final class DescriptorWriter {
    private static final int NEXT_TEMPORAL = 1;
    private static final int NEXT_SPATIAL = 2;
    private static final int NO_MORE = 3;

    private final LayeredShape shape;
    private final int encoding;
    private final int spatialLayers;
    private final int temporalLayers;
    private final int[] lastInChain;
    private int number;
    private boolean key;
    private int spatial;
    private int temporal;
    private int[] chainDifferences = {};
    private int[] frameDifferences = {};

    DescriptorWriter(LayeredShape shape, int encoding, int first) {
        this.shape = shape;
        this.encoding = encoding;
        this.spatialLayers = shape.spatialLayers();
        this.temporalLayers = shape.temporalLayers();
        this.lastInChain = new int[spatialLayers];
        this.number = first;
    }

    /// The next frame; returns its number, which goes on over the wrap.
    int frame(boolean isKey, int spatialId, int temporalId, EncodedFrame reference, EncodedFrame below) {
        number++;
        frameDifferences = Stream.of(below, reference)
                .filter(EncodedFrame::exists)
                .mapToInt(frame -> number - frame.number())
                .toArray();
        key = isKey;
        spatial = spatialId;
        temporal = temporalId;
        chainDifferences = new int[spatialLayers];
        for (int chain = 0; chain < spatialLayers; chain++) {
            boolean begins = key && spatial == 0;
            chainDifferences[chain] = begins ? 0 : (number - lastInChain[chain]) & 0xFF;
            if (isIn(chain)) {
                lastInChain[chain] = number;
            }
        }
        return number;
    }

    private boolean isIn(int chain) {
        boolean base = temporal == 0 && spatial <= chain;
        return base && (key || !shape.linkedOnKeyOnly() || spatial == chain);
    }

    /// One packet's.
    byte[] bytes(boolean start, boolean end) {
        boolean structure = key && start && spatial == 0;
        int template = spatial * (temporalLayers + 1) + (key ? 0 : temporal + 1);
        BitWriter writer = new BitWriter()
                .bits(1, start ? 1 : 0)
                .bits(1, end ? 1 : 0)
                .bits(6, template)
                .bits(16, number);
        // Structure, targets, indications, differences, chains.
        writer.bits(5, structure ? 0b10011 : 0b00011);
        if (structure) {
            structure(writer);
        }
        frameDifferences(writer);
        for (int difference : chainDifferences) {
            writer.bits(8, difference);
        }
        return writer.bytes();
    }

    /// In as few groups of four bits as each needs; a size of none ends them.
    private void frameDifferences(BitWriter writer) {
        for (int difference : frameDifferences) {
            int nibbles = difference <= 16 ? 1 : difference <= 256 ? 2 : 3;
            writer.bits(2, nibbles).bits(4 * nibbles, difference - 1);
        }
        writer.bits(2, 0);
    }

    private void structure(BitWriter writer) {
        int templates = spatialLayers * (temporalLayers + 1);
        writer.bits(6, 0).bits(5, spatialLayers * temporalLayers - 1);
        for (int template = 0; template < templates; template++) {
            int place = template % (temporalLayers + 1);
            boolean lastOfLayer = place == temporalLayers;
            int next = lastOfLayer ? NEXT_SPATIAL : place > 0 ? NEXT_TEMPORAL : 0;
            writer.bits(2, template == templates - 1 ? NO_MORE : next);
        }
        for (int template = 0; template < templates; template++) {
            for (int target = 0; target < spatialLayers * temporalLayers; target++) {
                writer.bits(2, indication(template, target));
            }
        }
        writer.bits(templates, 0); // frame differences: each frame says its own
        writer.nonSymmetric(spatialLayers * temporalLayers + 1, spatialLayers);
        for (int target = 0; target < spatialLayers * temporalLayers; target++) {
            writer.nonSymmetric(spatialLayers, target / temporalLayers);
        }
        for (int i = 0; i < templates * spatialLayers; i++) {
            writer.bits(4, 0); // each frame says its own
        }
        writer.bits(1, 1);
        for (int layer = 0; layer < spatialLayers; layer++) {
            int height = shape.heightOf(encoding, layer);
            writer.bits(16, height * 16 / 9 - 1).bits(16, height - 1);
        }
    }

    private int indication(int template, int target) {
        int place = template % (temporalLayers + 1);
        boolean ofKey = place == 0;
        int layer = template / (temporalLayers + 1);
        int time = ofKey ? 0 : place - 1;
        int targetLayer = target / temporalLayers;
        int targetTime = target % temporalLayers;
        boolean linked = ofKey || !shape.linkedOnKeyOnly();
        if (layer > targetLayer || time > targetTime || (layer < targetLayer && !linked)) {
            return NOT_PRESENT;
        }
        if (ofKey || (time == 0 && layer == targetLayer)) {
            return SWITCH;
        }
        return layer < targetLayer ? REQUIRED : time == targetTime ? DISCARDABLE : SWITCH;
    }
}
