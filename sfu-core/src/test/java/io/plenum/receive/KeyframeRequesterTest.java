package io.plenum.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.memory.TimerQueue;
import org.junit.jupiter.api.Test;

class KeyframeRequesterTest {
    private static final long SECOND = 1_000_000_000L;

    private final KeyframeRequester requester = new KeyframeRequester();

    @Test
    void nothingIsAskedForUnwanted() {
        assertFalse(requester.poll(SECOND));
        assertEquals(TimerQueue.NEVER, requester.deadline());
    }

    @Test
    void manyWishesAreOneRequest() {
        requester.want();
        requester.want();
        assertTrue(requester.poll(SECOND));
        requester.want();
        assertFalse(requester.poll(SECOND));
    }

    @Test
    void aRequestIsRepeatedUntilAKeyFrameComes() {
        requester.want();
        requester.poll(0);
        assertEquals(SECOND / 2, requester.deadline());
        assertFalse(requester.poll(SECOND / 2 - 1));
        assertTrue(requester.poll(SECOND / 2));
        requester.arrived();
        assertEquals(TimerQueue.NEVER, requester.deadline());
        assertFalse(requester.poll(10 * SECOND));
    }

    @Test
    void aNewWishWaitsForTheInterval() {
        requester.want();
        requester.poll(0);
        requester.arrived();
        requester.want();
        assertFalse(requester.poll(SECOND / 4));
        assertTrue(requester.poll(SECOND / 2));
    }

    @Test
    void withoutAnAnswerRequestsBecomeRare() {
        requester.want();
        int asked = 0;
        for (long at = 0; at < 60 * SECOND; at += SECOND / 10) {
            asked += requester.poll(at) ? 1 : 0;
        }
        assertEquals(10 + 11, asked, "10 fast ones in 5 s, then one in 5 s");
        requester.reachable();
        assertTrue(requester.poll(60 * SECOND));
    }
}
