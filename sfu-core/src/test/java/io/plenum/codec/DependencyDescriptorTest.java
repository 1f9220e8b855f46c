package io.plenum.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyDescriptorTest {
    private final DependencyDescriptor descriptor = new DependencyDescriptor();

    @Test
    void readsTheStructureOfAKeyFrame() {
        assertTrue(read(keyFrame(), null));
        assertTrue(descriptor.frameStart());
        assertFalse(descriptor.frameEnd());
        assertEquals(0x0102, descriptor.frameNumber());
        assertTrue(descriptor.structurePresent());
        DependencyStructure structure = structure();
        assertEquals(2, structure.spatialLayers());
        assertEquals(4, structure.decodeTargets());
        assertEquals(0, structure.targetSpatialId(1));
        assertEquals(1, structure.targetTemporalId(1));
        assertEquals(1, structure.targetSpatialId(2));
        assertEquals(0, structure.targetTemporalId(2));
        assertEquals(640, structure.width(1));
        assertEquals(180, structure.height(0));
    }

    @Test
    void laterFramesReferToIt() {
        assertTrue(read(keyFrame(), null));
        DependencyStructure structure = structure();
        // Template 3 + offset 5: spatial layer 1, temporal layer 1.
        assertTrue(read(new BitWriter().bits(2, 1).bits(6, 8).bits(16, 0x0103).bytes(), structure));
        assertSame(structure, descriptor.structure());
        assertFalse(descriptor.structurePresent());
        assertTrue(descriptor.frameEnd());
        assertEquals(1, descriptor.spatialId());
        assertEquals(1, descriptor.temporalId());
        assertEquals(DependencyDescriptor.NOT_PRESENT, descriptor.indication(2));
        assertEquals(DependencyDescriptor.DISCARDABLE, descriptor.indication(3));
        assertEquals(-1, descriptor.activeTargets());
    }

    @Test
    void aFrameMaySayItsOwnIndicationsAndTargets() {
        assertTrue(read(keyFrame(), null));
        byte[] custom = new BitWriter()
                .bits(2, 3)
                .bits(6, 5)
                .bits(16, 9)
                .bits(5, 0b01100) // active targets, custom indications
                .bits(4, 0b0011)
                .bits(8, 0b11_10_01_00)
                .bytes();
        assertTrue(read(custom, structure()));
        assertEquals(0b0011, descriptor.activeTargets());
        assertEquals(DependencyDescriptor.REQUIRED, descriptor.indication(0));
        assertEquals(DependencyDescriptor.NOT_PRESENT, descriptor.indication(3));
    }

    @Test
    void nothingCanBeReadBeforeAStructure() {
        assertFalse(read(new byte[] {(byte) 0x80, 0, 1}, null));
    }

    @Test
    void anUnknownTemplateIsRefused() {
        assertTrue(read(keyFrame(), null));
        assertFalse(read(new BitWriter().bits(2, 3).bits(6, 9).bits(16, 1).bytes(), structure()));
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = keyFrame();
        for (int length = 0; length < whole.length; length++) {
            assertFalse(descriptor.read(whole, 0, length, null), "length " + length);
        }
    }

    @Test
    void theFrameNumberCanBeReplaced() {
        byte[] copy = keyFrame();
        DependencyDescriptor.putFrameNumber(copy, 0, 0x1FEDC);
        assertTrue(read(copy, null));
        assertEquals(0xFEDC, descriptor.frameNumber());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseEndsAndNeverThrows(long seed) {
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (descriptor.read(noise, 0, noise.length, null)) {
                accepted++;
                assertNotNull(descriptor.structure(), "seed " + seed);
            }
        }
        assertTrue(accepted < 50_000, "seed " + seed);
    }

    private boolean read(byte[] bytes, @Nullable DependencyStructure known) {
        return descriptor.read(bytes, 0, bytes.length, known);
    }

    private DependencyStructure structure() {
        DependencyStructure structure = descriptor.structure();
        assertNotNull(structure);
        return structure;
    }

    /// Two spatial layers by two temporal ones, four decode targets, one chain for each spatial layer.
    private static byte[] keyFrame() {
        BitWriter writer =
                new BitWriter().bits(2, 0b10).bits(6, 5).bits(16, 0x0102).bits(5, 0b10000);
        writer.bits(6, 5).bits(5, 3); // offset, decode targets
        writer.bits(2, 1).bits(2, 2).bits(2, 1).bits(2, 3); // S0T0, S0T1, S1T0, S1T1
        writer.bits(8, 0b10_10_10_10)
                .bits(8, 0b00_01_00_01)
                .bits(8, 0b00_00_10_10)
                .bits(8, 0b00_00_00_01);
        writer.bits(1, 0).bits(6, 0b1_0001_0).bits(6, 0b1_0000_0).bits(6, 0b1_0001_0); // frame differences
        writer.nonSymmetric(5, 2);
        for (int target = 0; target < 4; target++) {
            writer.nonSymmetric(2, target / 2);
        }
        for (int i = 0; i < 4 * 2; i++) {
            writer.bits(4, i);
        }
        return writer.bits(1, 1)
                .bits(16, 319)
                .bits(16, 179)
                .bits(16, 639)
                .bits(16, 359)
                .bytes();
    }
}
