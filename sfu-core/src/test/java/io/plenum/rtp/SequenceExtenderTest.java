package io.plenum.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceExtenderTest {
    @Test
    void sequencesCrossTheWrapInBothDirections() {
        SequenceExtender extender = new SequenceExtender();
        assertFalse(extender.started());
        assertEquals(0x1_FFFE, extender.extend(0xFFFE));
        assertEquals(0x2_0001, extender.extend(1));
        assertEquals(0x1_FFFF, extender.extend(0xFFFF));
        assertEquals(0x2_0000, extender.extend(0));
        assertEquals(0x2_0001, extender.highest());
    }

    @Test
    void aPacketBeforeTheFirstStaysPositive() {
        SequenceExtender extender = new SequenceExtender();
        extender.extend(0);
        assertEquals(0xFFFF, extender.extend(0xFFFF));
    }

    @Test
    void namingANumberMovesNothing() {
        SequenceExtender extender = new SequenceExtender();
        extender.extend(10);
        assertEquals(0x1_0014, extender.nearest(20));
        assertEquals(0x1_000A, extender.highest());
    }

    @Test
    void followsALongDisorderedStream() {
        long seed = 0x5eed_0002;
        Random random = new Random(seed);
        SequenceExtender sequences = new SequenceExtender();
        sequences.extend(0xFFF0);
        for (int i = 0; i < 500_000; i++) {
            int step = i + random.nextInt(1_000);
            assertEquals(0x1_FFF0 + step, sequences.extend((0xFFF0 + step) & 0xFFFF), "seed " + seed);
        }
    }
}
