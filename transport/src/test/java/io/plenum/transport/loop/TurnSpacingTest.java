package io.plenum.transport.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TurnSpacingTest {
    private static final long LONG = 1_000_000_000L;
    private static final long TURN = 100_000L;
    private static final long MOST = TurnSpacing.WHEN_BUSY.mostNanos();
    private static final double BETWEEN = (TurnSpacing.FREE + TurnSpacing.FULL) / 2;

    @Test
    void whoHasLittleToDoLetsNothingWait() {
        assertEquals(0, TurnSpacing.WHEN_BUSY.restNanos(0, TURN, LONG));
        assertEquals(0, TurnSpacing.WHEN_BUSY.restNanos(TurnSpacing.FREE, TURN, LONG));
    }

    @Test
    void whoHasMuchToDoBeginsTurnsAtADistance() {
        assertEquals(MOST - TURN, TurnSpacing.WHEN_BUSY.restNanos(TurnSpacing.FULL, TURN, LONG));
        assertEquals(MOST - TURN, TurnSpacing.WHEN_BUSY.restNanos(1, TURN, LONG));
        long half = TurnSpacing.WHEN_BUSY.restNanos(BETWEEN, TURN, LONG);
        assertTrue(Math.abs(half - MOST / 2 + TURN) < 10, "between: " + half);
    }

    @Test
    void aTurnThatTookAsLongIsFollowedAtOnce() {
        assertEquals(0, TurnSpacing.WHEN_BUSY.restNanos(1, MOST, LONG));
        assertEquals(0, TurnSpacing.WHEN_BUSY.restNanos(1, LONG, LONG));
    }

    @Test
    void nothingThatIsDueWaits() {
        assertEquals(0, TurnSpacing.WHEN_BUSY.restNanos(1, TURN, 0));
        assertEquals(TURN, TurnSpacing.WHEN_BUSY.restNanos(1, TURN, TURN));
    }

    @Test
    void whoMayNotLetAnythingWaitNeverRests() {
        assertEquals(0, TurnSpacing.NONE.restNanos(1, TURN, LONG));
    }
}
