package io.plenum.transport.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BusyMeterTest {
    private static final long TURN = 10_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final BusyMeter meter = new BusyMeter(0);
    private long now;

    @Test
    void whoNeverWorksIsIdleAndWhoAlwaysWorksIsFull() {
        assertEquals(0, meter.share());
        live(10 * SECOND, 1.0);
        assertEquals(1.0, meter.share(), 0.01);
        live(10 * SECOND, 0);
        assertEquals(0, meter.share(), 0.01);
    }

    @Test
    void itFollowsWithinAboutASecond() {
        live(SECOND / 5, 1.0);
        assertTrue(meter.share() < 0.3, "after a burst: " + meter.share());
        live(3 * SECOND, 0.5);
        assertEquals(0.5, meter.share(), 0.05);
    }

    @Test
    void aLongWaitCountsAsIdle() {
        live(10 * SECOND, 1.0);
        now += 30 * SECOND;
        meter.worked(now - 1, now);
        assertTrue(meter.share() < 0.05, "after a wait: " + meter.share());
    }

    private void live(long nanos, double share) {
        for (long end = now + nanos; now < end; now += TURN) {
            meter.worked(now, now + (long) (TURN * share));
        }
    }
}
