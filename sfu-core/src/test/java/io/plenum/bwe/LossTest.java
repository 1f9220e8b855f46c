package io.plenum.bwe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random loss costs little, loss by congestion leads the rate down.
class LossTest {
    private static final long ROUND_TRIP = 100 * Units.MILLISECOND;
    private static final long CAPACITY = 3_000_000;
    private static final long FROM = 10 * Units.SECOND;
    private static final long END = 60 * Units.SECOND;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fivePercentOfRandomLossCostLittle(long seed) {
        long clean = meanTarget(seed, 0, 1);
        long lossy = meanTarget(seed, 0.05, 1);
        assertTrue(lossy >= 0.85 * clean, () -> "seed " + seed + ": " + lossy + " of " + clean);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void burstsOfLossCostLittle(long seed) {
        long clean = meanTarget(seed, 0, 1);
        long lossy = meanTarget(seed, 0.03, 8);
        assertTrue(lossy >= 0.75 * clean, () -> "seed " + seed + ": " + lossy + " of " + clean);
    }

    private static long meanTarget(long seed, double loss, int inARow) {
        World world = new World();
        Bottleneck link = new Bottleneck(world, seed, CAPACITY).loss(loss, inARow);
        MediaFlow flow = new MediaFlow(world, link, seed, ROUND_TRIP).startAt(0);
        world.runUntil(END);
        return flow.target.mean(FROM, END);
    }

    /// A policer: hardly any queue, so nothing but loss tells of the limit.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void lossFromAQueuelessLinkLimitsTheRate(long seed) {
        World world = new World();
        Bottleneck link = new Bottleneck(world, seed, 1_000_000).queueLimit(15 * Units.MILLISECOND);
        MediaFlow flow = new MediaFlow(world, link, seed, ROUND_TRIP).startAt(0);
        world.runUntil(END);

        long target = flow.target.mean(FROM, END);
        assertTrue(target <= 1_150_000, () -> "seed " + seed + ": " + target);
        long rate = flow.received.rate(FROM, END);
        assertTrue(rate >= 600_000, () -> "seed " + seed + ": " + rate);
    }
}
