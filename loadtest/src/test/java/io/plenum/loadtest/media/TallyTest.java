package io.plenum.loadtest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long MICRO = 1_000L;

    private final Tally tally = new Tally();

    @Test
    void aSecondOfManyTimesTakesLittleMemoryAndLosesNone() {
        for (int i = 0; i < 10_000; i++) {
            tally.latency((500L + i) * MICRO);
        }
        Counts second = tally.take().packed();
        assertEquals(10_000, second.latency().getTotalCount());
        assertEquals(5.5, second.latencyMillis(50), 0.06);
        int whole = Tally.histogram().getEstimatedFootprintInBytes();
        int bytes = second.latency().getEstimatedFootprintInBytes();
        assertTrue(bytes < whole / 3, () -> bytes + " bytes of " + whole);
        Counts both = second.plus(tally.take());
        assertEquals(10_000, both.latency().getTotalCount());
        assertEquals(0, tally.take().latency().getTotalCount());
    }

    @Test
    void nothingReceivedIsNoLatency() {
        assertEquals(Double.NaN, tally.take().latencyMillis(99));
    }
}
