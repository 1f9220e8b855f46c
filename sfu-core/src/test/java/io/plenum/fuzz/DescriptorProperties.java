package io.plenum.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.codec.DependencyDescriptor;
import io.plenum.codec.DependencyStructure;
import io.plenum.codec.SlowDescriptor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The engine's reader of dependency descriptors and the slow one agree about any bytes, also about those that follow
/// a structure.
final class DescriptorProperties {
    private DescriptorProperties() {}

    /// @param data the length of a first descriptor, that one, and a second one
    static void agree(byte[] data) {
        if (data.length == 0) {
            return;
        }
        int split = Math.min(data.length, 1 + (data[0] & 0xFF));
        Known known = read(Arrays.copyOfRange(data, 1, split), new Known(null, null));
        read(Arrays.copyOfRange(data, split, data.length), known);
    }

    private record Known(@Nullable DependencyStructure fast, SlowDescriptor.@Nullable Structure slow) {}

    private static Known read(byte[] bytes, Known known) {
        DependencyDescriptor fast = new DependencyDescriptor();
        boolean[] sound = {false};
        Memory.bounded(bytes.length, () -> sound[0] = fast.read(bytes, 0, bytes.length, known.fast()));
        try {
            SlowDescriptor slow = SlowDescriptor.read(bytes, known.slow());
            assertEquals(true, sound[0], "only the slow reader can read it");
            compare(fast, slow);
            return new Known(fast.structure(), slow.structure());
        } catch (SlowDescriptor.Malformed e) {
            assertEquals(false, sound[0], "only the fast reader can read it: " + e.getMessage());
            return known;
        }
    }

    private static void compare(DependencyDescriptor fast, SlowDescriptor slow) {
        DependencyStructure structure = fast.structure();
        if (structure == null) {
            throw new AssertionError("no structure");
        }
        assertEquals(slow.start(), fast.frameStart());
        assertEquals(slow.end(), fast.frameEnd());
        assertEquals(slow.number(), fast.frameNumber());
        assertEquals(slow.structurePresent(), fast.structurePresent());
        assertEquals(slow.activeTargets(), fast.activeTargets());
        assertEquals(slow.spatialId(), fast.spatialId());
        assertEquals(slow.temporalId(), fast.temporalId());
        assertEquals(slow.structure().targets(), structure.decodeTargets());
        assertEquals(slow.structure().chains(), structure.chains());
        for (int target = 0; target < structure.decodeTargets(); target++) {
            assertEquals(slow.indications().get(target), fast.indication(target));
        }
        for (int chain = 0; chain < structure.chains(); chain++) {
            assertEquals(slow.chainDifferences().get(chain), fast.chainDifference(chain));
        }
        for (int layer = 0; layer < slow.structure().sizes().size(); layer++) {
            SlowDescriptor.Size size = slow.structure().sizes().get(layer);
            assertEquals(size.width(), structure.width(layer));
            assertEquals(size.height(), structure.height(layer));
        }
    }
}
