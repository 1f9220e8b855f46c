package io.plenum.loadtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void soManyASecondHoweverItIsAsked() {
        Pace pace = new Pace(2.5);
        pace.start(7 * SECOND);
        int taken = 0;
        for (long now = 7 * SECOND; now <= 17 * SECOND; now += SECOND / 7) {
            taken += pace.take(now);
        }
        taken += pace.take(17 * SECOND);
        assertEquals(25, taken);
    }

    @Test
    void nobodyIsDueBeforeItBegins() {
        Pace pace = new Pace(1);
        pace.start(10 * SECOND);
        assertEquals(0, pace.take(5 * SECOND));
        assertEquals(3, pace.take(13 * SECOND));
    }

    @Test
    void itBeginsAnew() {
        Pace pace = new Pace(1);
        pace.start(0);
        pace.take(5 * SECOND);
        pace.start(100 * SECOND);
        assertEquals(0, pace.take(100 * SECOND));
        assertEquals(2, pace.take(102 * SECOND));
    }

    @Test
    void nobodyIsDueWhileItRests() {
        Pace pace = new Pace(1);
        assertEquals(0, pace.take(5 * SECOND));
        pace.start(0);
        assertEquals(5, pace.take(5 * SECOND));
        pace.stop();
        assertEquals(0, pace.take(50 * SECOND));
        pace.start(100 * SECOND);
        assertEquals(2, pace.take(102 * SECOND));
    }
}
