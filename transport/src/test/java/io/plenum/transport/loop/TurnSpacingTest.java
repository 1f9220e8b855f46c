package io.plenum.transport.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TurnSpacingTest {
    private static final long LONG = 1_000_000_000L;
    private static final long TURN = 100_000L;
    private static final double BETWEEN = (TurnSpacing.FREE + TurnSpacing.FULL) / 2;

    @Test
    void whoHasLittleToDoLetsNothingWait() {
        assertEquals(0, TurnSpacing.restNanos(0, TURN, LONG));
        assertEquals(0, TurnSpacing.restNanos(TurnSpacing.FREE, TURN, LONG));
    }

    @Test
    void whoHasMuchToDoBeginsTurnsAtADistance() {
        assertEquals(TurnSpacing.MOST_NANOS - TURN, TurnSpacing.restNanos(TurnSpacing.FULL, TURN, LONG));
        assertEquals(TurnSpacing.MOST_NANOS - TURN, TurnSpacing.restNanos(1, TURN, LONG));
        long half = TurnSpacing.restNanos(BETWEEN, TURN, LONG);
        assertTrue(Math.abs(half - TurnSpacing.MOST_NANOS / 2 + TURN) < 10, "between: " + half);
    }

    @Test
    void aTurnThatTookAsLongIsFollowedAtOnce() {
        assertEquals(0, TurnSpacing.restNanos(1, TurnSpacing.MOST_NANOS, LONG));
        assertEquals(0, TurnSpacing.restNanos(1, LONG, LONG));
    }

    @Test
    void nothingThatIsDueWaits() {
        assertEquals(0, TurnSpacing.restNanos(1, TURN, 0));
        assertEquals(TURN, TurnSpacing.restNanos(1, TURN, TURN));
    }
}
