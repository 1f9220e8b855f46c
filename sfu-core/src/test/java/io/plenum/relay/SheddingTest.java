package io.plenum.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheddingTest {
    private static final long STEP = 50_000_000L;

    private final Shedding shedding = new Shedding();
    private long now;

    @ParameterizedTest
    @CsvSource({"0,0", "39,0", "40,1", "59,1", "60,2", "79,2", "80,3", "100,3"})
    void moreIsLeftOutTheFurtherTheReaderIsBehind(int load, int level) {
        shedding.loaded(load, now);
        assertEquals(level, shedding.level());
    }

    @Test
    void whatDoesNotFitEndsAllVideo() {
        shedding.refused(now);
        assertEquals(Shedding.VIDEO, shedding.level());
    }

    @Test
    void itGoesBackStepByStepAndOnlyAfterAWhileOfCalm() {
        shedding.loaded(100, now);
        stay(Shedding.CALM - 1, Shedding.STEP_BACK_NANOS - STEP);
        assertEquals(Shedding.VIDEO, shedding.level());
        stay(Shedding.CALM - 1, STEP);
        assertEquals(Shedding.TOP, shedding.level());
        stay(Shedding.CALM, 10 * Shedding.STEP_BACK_NANOS);
        assertEquals(Shedding.TOP, shedding.level());
        stay(0, 2 * Shedding.STEP_BACK_NANOS);
        assertEquals(Shedding.NOTHING, shedding.level());
    }

    private void stay(int load, long nanos) {
        for (long end = now + nanos; now < end; ) {
            now += STEP;
            shedding.loaded(load, now);
        }
    }
}
