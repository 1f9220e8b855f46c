package io.plenum.bwe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.LinkLimit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Media that pauses (after RFC 8867 §5.8), feedback that stops.
class InterruptionTest {
    private static final long CAPACITY = 2_000_000;

    private final World world = new World();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void mediaGoesOnAfterAPauseAsBefore(long seed) {
        Bottleneck link = new Bottleneck(world, seed, CAPACITY);
        MediaFlow flow = new MediaFlow(world, link, seed, 100 * Units.MILLISECOND).startAt(0);
        world.at(20 * Units.SECOND, () -> flow.pause(true));
        world.at(40 * Units.SECOND, () -> flow.pause(false));
        world.runUntil(50 * Units.SECOND);

        long rate = flow.received.rate(42 * Units.SECOND, 50 * Units.SECOND);
        assertTrue(rate >= 0.8 * CAPACITY, () -> "seed " + seed + ": " + rate);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theRateFallsWhileNothingIsHeardAndComesBack(long seed) {
        Bottleneck link = new Bottleneck(world, seed, CAPACITY);
        MediaFlow flow = new MediaFlow(world, link, seed, 100 * Units.MILLISECOND).startAt(0);
        world.at(20 * Units.SECOND, () -> flow.loseFeedback(true));
        world.runUntil(26 * Units.SECOND);
        long silent = flow.estimator.targetBitsPerSecond();
        assertTrue(silent < 0.25 * CAPACITY, () -> "seed " + seed + ": " + silent);
        assertEquals(LinkLimit.SILENCE, flow.estimator.limit());

        flow.loseFeedback(false);
        world.runUntil(40 * Units.SECOND);
        assertNotEquals(LinkLimit.SILENCE, flow.estimator.limit());
        long rate = flow.received.rate(36 * Units.SECOND, 40 * Units.SECOND);
        assertTrue(rate >= 0.8 * CAPACITY, () -> "seed " + seed + ": " + rate);
    }
}
