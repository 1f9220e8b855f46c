package io.plenum.server.health;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.stats.Timing;
import io.plenum.stats.Timings;
import org.junit.jupiter.api.Test;

class LoopWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final Timings timings = new Timings();
    private final LoopWatch watch = new LoopWatch(timings);

    @Test
    void aLoopThatTurnsBetweenTwoQuestionsIsFine() {
        assertTrue(watch.turns(0));
        timings.record(Timing.LOOP_LAG, 1_000);
        assertTrue(watch.turns(60 * SECOND), "asked rarely");
    }

    @Test
    void aLoopThatIsIdleForAMomentIsFine() {
        assertTrue(watch.turns(0));
        assertTrue(watch.turns(1));
        assertTrue(watch.turns(4 * SECOND));
    }

    @Test
    void aLoopThatStandsStillIsNoticedAndSoIsItsReturn() {
        assertTrue(watch.turns(0));
        assertFalse(watch.turns(5 * SECOND));
        timings.record(Timing.LOOP_LAG, 6 * SECOND);
        assertTrue(watch.turns(6 * SECOND));
    }

    @Test
    void otherTimingsAreNoTurns() {
        assertTrue(watch.turns(0));
        timings.record(Timing.DTLS_HANDSHAKE, 1);
        assertFalse(watch.turns(5 * SECOND));
    }
}
