package io.plenum.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.memory.TimerQueue;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NackTrackerTest {
    private static final long MS = 1_000_000L;
    private static final long ROUND_TRIP = 50 * MS;

    private final NackTracker tracker = new NackTracker();
    private final long[] into = new long[NackTracker.MAX_MISSING];

    private long[] collect(long atMillis) {
        return Arrays.copyOf(into, tracker.collect(into, ROUND_TRIP, atMillis * MS));
    }

    @Test
    void reorderingIsNotAskedFor() {
        tracker.gap(10, 12, 0);
        assertArrayEquals(new long[] {}, collect(9));
        assertTrue(tracker.arrived(11));
        assertArrayEquals(new long[] {}, collect(100));
        assertEquals(TimerQueue.NEVER, tracker.deadline());
    }

    @Test
    void whatIsMissingIsAskedForAgainAfterEachRoundTrip() {
        tracker.gap(10, 13, 0);
        assertEquals(10 * MS, tracker.deadline());
        assertArrayEquals(new long[] {11, 12}, collect(10));
        assertEquals(60 * MS, tracker.deadline());
        assertArrayEquals(new long[] {}, collect(59));
        tracker.arrived(11);
        assertArrayEquals(new long[] {12}, collect(60));
    }

    @Test
    void givingUpIsToldOnce() {
        tracker.gap(10, 12, 0);
        int asked = 0;
        for (long at = 0; at < 3_000; at += 5) {
            asked += collect(at).length;
        }
        assertEquals(NackTracker.MAX_REQUESTS, asked);
        assertEquals(0, tracker.size());
        assertEquals(TimerQueue.NEVER, tracker.deadline());
        assertTrue(tracker.takeGaveUp());
        assertFalse(tracker.takeGaveUp());
    }

    @Test
    void anOutageIsGivenUpAtOnce() {
        tracker.gap(10, 12, 0);
        tracker.gap(12, 12 + NackTracker.MAX_MISSING + 2, 0);
        assertEquals(0, tracker.size());
        assertTrue(tracker.takeGaveUp());
    }

    @Test
    void whatIsOlderThanTheHistoryIsNotAskedFor() {
        tracker.gap(10, 12, 0);
        assertArrayEquals(new long[] {}, collect(1_000));
        assertTrue(tracker.takeGaveUp());
    }
}
