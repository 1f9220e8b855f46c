package io.plenum.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LayerLimitTest {
    private static final int NO_CLIMB = -1;

    private final LayerLimit limit = new LayerLimit();
    private long sequence = 100;

    @BeforeEach
    void aKeyFrameBegins() {
        limit.restart(sequence, 0);
    }

    @Test
    void everythingGoesOnWithoutALimit() {
        assertTrue(packet(1, 2, 2, false, NO_CLIMB));
        assertTrue(packet(1, 0, 0, false, NO_CLIMB));
    }

    @Test
    void theRestOfAPictureGoesOnWhenTheLimitFalls() {
        packet(1, 0, 2, false, NO_CLIMB);
        limit.aim(0, 0);
        assertTrue(packet(1, 2, 2, false, NO_CLIMB));
        assertFalse(packet(2, 0, 1, false, NO_CLIMB));
        assertFalse(packet(3, 1, 0, false, NO_CLIMB));
        assertTrue(packet(3, 0, 0, false, NO_CLIMB));
    }

    @Test
    void sizeComesBackWithAKeyFrameAndFrameRateWhereItMay() {
        limit.aim(0, 0);
        packet(1, 0, 0, false, NO_CLIMB);
        limit.aim(LayerLimit.ALL, LayerLimit.ALL);
        assertTrue(limit.waiting());
        assertFalse(packet(2, 0, 1, false, NO_CLIMB));
        assertTrue(packet(3, 0, 1, false, 1));
        assertFalse(packet(4, 0, 2, false, NO_CLIMB));
        assertTrue(packet(5, 0, 0, false, LayerLimit.ALL));
        assertTrue(packet(6, 0, 2, false, NO_CLIMB));
        assertFalse(packet(7, 1, 0, false, NO_CLIMB));
        assertTrue(packet(8, 0, 0, true, NO_CLIMB));
        assertTrue(packet(8, 1, 0, false, NO_CLIMB));
        assertFalse(limit.waiting());
    }

    @Test
    void aLatePacketIsJudgedByTheLimitOfItsTime() {
        long early = ++sequence;
        packet(2, 0, 0, false, NO_CLIMB);
        limit.aim(0, 0);
        packet(3, 0, 0, false, NO_CLIMB);
        limit.note(early, 1, false, NO_CLIMB);
        assertTrue(limit.keeps(early, 2, 2));
        assertEquals(0, limit.temporal());
    }

    private boolean packet(long timestamp, int spatial, int temporal, boolean key, int climbsTo) {
        sequence++;
        limit.note(sequence, timestamp, key, climbsTo);
        return limit.keeps(sequence, spatial, temporal);
    }
}
