package io.plenum.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.core.Relief;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheddingTest {
    private static final long STEP = 50_000_000L;

    private final Shedding shedding = new Shedding();
    private long now;

    @ParameterizedTest
    @CsvSource({"0,NONE", "39,NONE", "40,FRAMES", "59,FRAMES", "60,SIZES", "79,SIZES", "80,PICTURES", "100,PICTURES"})
    void moreIsLeftOutTheFurtherTheReaderIsBehind(int load, Relief level) {
        shedding.loaded(load, now);
        assertEquals(level, shedding.level());
    }

    @Test
    void whatDoesNotFitEndsAllVideo() {
        shedding.refused(now);
        assertEquals(Relief.PICTURES, shedding.level());
    }

    @Test
    void itGoesBackStepByStepAndOnlyAfterAWhileOfCalm() {
        shedding.loaded(100, now);
        stay(Shedding.CALM - 1, Shedding.STEP_BACK_NANOS - STEP);
        assertEquals(Relief.PICTURES, shedding.level());
        stay(Shedding.CALM - 1, STEP);
        assertEquals(Relief.SIZES, shedding.level());
        stay(Shedding.CALM, 10 * Shedding.STEP_BACK_NANOS);
        assertEquals(Relief.SIZES, shedding.level());
        stay(0, 2 * Shedding.STEP_BACK_NANOS);
        assertEquals(Relief.NONE, shedding.level());
    }

    @Test
    void aStepBackThatBringsTheLoadBackWaitsTwiceAsLongTheNextTime() {
        shedding.loaded(40, now);
        for (long patience = Shedding.STEP_BACK_NANOS; patience < Shedding.MAX_STEP_BACK_NANOS; patience *= 2) {
            comesBackAfter(patience);
        }
        comesBackAfter(Shedding.MAX_STEP_BACK_NANOS);
        comesBackAfter(Shedding.MAX_STEP_BACK_NANOS);
    }

    private void comesBackAfter(long patience) {
        stay(0, patience - STEP);
        assertEquals(Relief.FRAMES, shedding.level());
        stay(0, STEP);
        assertEquals(Relief.NONE, shedding.level());
        shedding.loaded(40, now);
    }

    @Test
    void whatHasGoneWellForLongIsForgotten() {
        shedding.loaded(40, now);
        stay(0, Shedding.STEP_BACK_NANOS);
        shedding.loaded(40, now);
        stay(0, 2 * Shedding.STEP_BACK_NANOS + Shedding.PROOF_NANOS);
        shedding.loaded(40, now);
        stay(0, Shedding.STEP_BACK_NANOS);
        assertEquals(Relief.NONE, shedding.level());
    }

    private void stay(int load, long nanos) {
        for (long end = now + nanos; now < end; ) {
            now += STEP;
            shedding.loaded(load, now);
        }
    }
}
