package io.plenum.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A second reader of dependency descriptors (AV1 RTP specification, appendix A.8), written after the specification's
/// pseudo-code and for nothing but clarity: what the engine's own is compared with, and what a browser's would see.
///
/// @param frameDifferences how far back the frames are that this one refers to
/// @param structure the one it was read with, or brings
public record SlowDescriptor(
        boolean start,
        boolean end,
        int number,
        boolean structurePresent,
        int activeTargets,
        int spatialId,
        int temporalId,
        List<Integer> indications,
        List<Integer> frameDifferences,
        List<Integer> chainDifferences,
        Structure structure) {
    /// What all frames of a stream share. @param targetChains which chain protects each target
    public record Structure(
            int offset,
            int targets,
            int chains,
            List<Template> templates,
            List<Integer> targetChains,
            List<Size> sizes) {}

    /// A kind of frame.
    public record Template(
            int spatialId,
            int temporalId,
            List<Integer> indications,
            List<Integer> frameDifferences,
            List<Integer> chainDifferences) {}

    public record Size(int width, int height) {}

    /// What is not as the specification has it.
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String what) {
            super(what);
        }
    }

    private static final class Bits {
        private final StringBuilder text = new StringBuilder();
        private int position;

        Bits(byte[] bytes) {
            for (byte one : bytes) {
                text.append(Integer.toBinaryString((one & 0xFF) | 0x100), 1, 9);
            }
        }

        int take(int count) throws Malformed {
            if (position + count > text.length()) {
                throw new Malformed("too short");
            }
            int value = count == 0 ? 0 : Integer.parseInt(text.substring(position, position + count), 2);
            position += count;
            return value;
        }

        /// ns(n) of the AV1 specification, §4.10.7.
        int nonSymmetric(int n) throws Malformed {
            int w = 0;
            for (int x = n; x != 0; x >>= 1) {
                w++;
            }
            int m = (1 << w) - n;
            int v = take(w - 1);
            return v < m ? v : (v << 1) - m + take(1);
        }
    }

    public static SlowDescriptor read(byte[] bytes, @Nullable Structure known) throws Malformed {
        Bits bits = new Bits(bytes);
        boolean start = bits.take(1) == 1;
        boolean end = bits.take(1) == 1;
        int templateId = bits.take(6);
        int number = bits.take(16);
        boolean extended = bytes.length > 3;
        boolean brings = extended && bits.take(1) == 1;
        boolean tellsActive = extended && bits.take(1) == 1;
        boolean ownIndications = extended && bits.take(1) == 1;
        boolean ownDifferences = extended && bits.take(1) == 1;
        boolean ownChains = extended && bits.take(1) == 1;
        Structure structure = brings ? structure(bits) : known;
        if (structure == null) {
            throw new Malformed("no structure");
        }
        int active = tellsActive ? (int) Long.parseLong(binary(bits, structure.targets()), 2) : -1;
        int index = (templateId + 64 - structure.offset()) % 64;
        if (index >= structure.templates().size()) {
            throw new Malformed("no template " + templateId);
        }
        Template template = structure.templates().get(index);
        return new SlowDescriptor(
                start,
                end,
                number,
                brings,
                active,
                template.spatialId(),
                template.temporalId(),
                ownIndications ? list(bits, structure.targets(), 2) : template.indications(),
                ownDifferences ? sizedDifferences(bits) : template.frameDifferences(),
                ownChains ? list(bits, structure.chains(), 8) : template.chainDifferences(),
                structure);
    }

    private static String binary(Bits bits, int count) throws Malformed {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(bits.take(1));
        }
        return text.toString();
    }

    private static List<Integer> list(Bits bits, int count, int width) throws Malformed {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(bits.take(width));
        }
        return values;
    }

    private static List<Integer> sizedDifferences(Bits bits) throws Malformed {
        List<Integer> values = new ArrayList<>();
        for (int nibbles = bits.take(2); nibbles != 0; nibbles = bits.take(2)) {
            values.add(bits.take(4 * nibbles) + 1);
        }
        return values;
    }

    private static Structure structure(Bits bits) throws Malformed {
        int offset = bits.take(6);
        int targets = bits.take(5) + 1;
        List<int[]> layers = new ArrayList<>();
        int[] layer = {0, 0};
        int next;
        do {
            if (layers.size() == 64 || layer[0] == 4) {
                throw new Malformed("more templates or layers than there may be");
            }
            layers.add(layer.clone());
            next = bits.take(2);
            layer = next == 1 ? new int[] {layer[0], layer[1] + 1} : next == 2 ? new int[] {layer[0] + 1, 0} : layer;
        } while (next != 3);
        List<List<Integer>> indications = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            indications.add(list(bits, targets, 2));
        }
        List<List<Integer>> differences = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            differences.add(templateDifferences(bits));
        }
        int chains = bits.nonSymmetric(targets + 1);
        List<Integer> targetChains = new ArrayList<>();
        for (int i = 0; chains > 0 && i < targets; i++) {
            targetChains.add(bits.nonSymmetric(chains));
        }
        List<Template> templates = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            List<Integer> chain = list(bits, chains, 4);
            templates.add(
                    new Template(layers.get(i)[0], layers.get(i)[1], indications.get(i), differences.get(i), chain));
        }
        List<Size> sizes = new ArrayList<>();
        boolean sized = bits.take(1) == 1;
        for (int i = 0; sized && i <= layers.getLast()[0]; i++) {
            sizes.add(new Size(bits.take(16) + 1, bits.take(16) + 1));
        }
        return new Structure(offset, targets, chains, templates, targetChains, sizes);
    }

    private static List<Integer> templateDifferences(Bits bits) throws Malformed {
        List<Integer> values = new ArrayList<>();
        while (bits.take(1) == 1) {
            values.add(bits.take(4) + 1);
            if (values.size() > 16) {
                throw new Malformed("more references than any encoder has");
            }
        }
        return values;
    }
}
