package io.plenum.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final long MILLI = 1_000_000L;

    private final Backlog backlog = new Backlog();
    private long now = 1_000 * MILLI;

    /// A turn that takes so long, and what waits by its end.
    private int turn(boolean left, long millis) {
        long from = now;
        now += millis * MILLI;
        backlog.turned(left, from, now);
        return backlog.percent(now);
    }

    @Test
    void whoReadsAllIsNotBehind() {
        assertEquals(0, turn(false, 1));
        now += 10_000 * MILLI;
        assertEquals(0, backlog.percent(now));
        assertEquals(0, turn(false, 1));
    }

    @Test
    void aBurstIsNoBacklogWhenItIsOver() {
        for (int i = 0; i < 10; i++) {
            assertEquals(i * 50 * 100 / 2_500, turn(true, 50));
        }
        assertEquals(0, turn(false, 5));
    }

    @Test
    void aMomentWithoutAProcessorIsNone() {
        assertEquals(0, turn(false, 400));
        assertEquals(2, turn(true, 50));
        assertEquals(0, turn(false, 10));
    }

    @Test
    void whoNeverComesToTheEndIsFurtherAndFurtherBehind() {
        turn(true, 10);
        for (int i = 1; i <= 60; i++) {
            assertEquals(Math.min(100, i * 2), turn(true, 50));
        }
    }

    /// Each reads all that there is, but as much has come when it ends.
    @Test
    void turnsThatAllTakeLongAreABacklog() {
        turn(false, 100);
        assertEquals(20, turn(false, 500));
        assertEquals(40, turn(false, 500));
        assertEquals(0, turn(false, 10));
    }

    /// A high rate fills them long before much time has gone by: each look at full ones is a step.
    @Test
    void howFullTheSocketsAreCountsWhereThatIsMore() {
        turn(true, 10);
        for (int percent : new int[] {50, 75, 87}) {
            turn(true, 50);
            backlog.found(100, now);
            assertEquals(percent, backlog.percent(now));
        }
        assertEquals(0, turn(false, 10));
        turn(true, 10);
        assertEquals(0, turn(true, 10));
    }

    /// After a moment without a processor at a high rate, by a shard that is less than half busy.
    @Test
    void socketsThatAreBeingEmptiedAreNoOverload() {
        turn(true, 10);
        for (int percent : new int[] {64, 43, 21}) {
            turn(true, 50);
            backlog.found(percent, now);
            assertTrue(backlog.percent(now) < 40, () -> backlog.percent(now) + " %");
        }
    }

    @Test
    void whereNobodySaysHowFullTheyAreTimeRunsFaster() {
        turn(true, 10);
        assertEquals(2, turn(true, 50));
        backlog.found(-1, now);
        assertEquals(10, backlog.percent(now));
        assertEquals(40, turn(true, 150));
        assertEquals(0, turn(false, 10));
    }

    @Test
    void thatIsAskedOfNobodyWhoKeepsUpAndNotInEachTurn() {
        assertFalse(backlog.isToLook(now));
        turn(true, 10);
        turn(true, 49);
        assertFalse(backlog.isToLook(now));
        turn(true, 1);
        assertTrue(backlog.isToLook(now));
        backlog.found(1, now);
        turn(true, 49);
        assertFalse(backlog.isToLook(now));
        turn(true, 1);
        assertTrue(backlog.isToLook(now));
        turn(false, 10);
        assertFalse(backlog.isToLook(now));
        turn(true, 10);
        assertFalse(backlog.isToLook(now));
    }
}
