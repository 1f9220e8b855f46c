package io.plenum.signaling.protocol;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBurstIsAllowedAndThenTheRate() {
        RateLimit limit = new RateLimit(50, 200, 0);
        for (int i = 0; i < 200; i++) {
            assertTrue(limit.take(1, 0));
        }
        assertFalse(limit.take(1, 0));
        for (int i = 0; i < 50; i++) {
            assertTrue(limit.take(1, SECOND));
        }
        assertFalse(limit.take(1, SECOND));
    }

    @Test
    void patienceDoesNotAddUpBeyondTheBurst() {
        RateLimit limit = new RateLimit(50, 200, 0);
        for (int i = 0; i < 200; i++) {
            assertTrue(limit.take(1, 1_000 * SECOND));
        }
        assertFalse(limit.take(1, 1_000 * SECOND));
    }

    @Test
    void whatIsLongCountsAsSeveral() {
        RateLimit limit = new RateLimit(50, 200, 0);
        assertTrue(limit.take(150, 0));
        assertFalse(limit.take(51, 0));
        assertTrue(limit.take(50, 0));
    }
}
