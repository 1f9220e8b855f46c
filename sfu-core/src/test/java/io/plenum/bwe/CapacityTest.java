package io.plenum.bwe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.sim.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One flow on a link whose capacity changes (after RFC 8867 §5.1 and §5.2).
class CapacityTest {
    private static final long ROUND_TRIP = 100 * Units.MILLISECOND;
    private static final long HIGH = 3_000_000;
    private static final long LOW = 600_000;
    private static final long DROP = 20 * Units.SECOND;
    private static final long RISE = 40 * Units.SECOND;
    private static final long END = 60 * Units.SECOND;

    private final World world = new World();
    private final Samples queue = new Samples();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void followsTheLinkDownAndUpAgain(long seed) {
        Bottleneck link = new Bottleneck(world, seed, HIGH).queueLimit(300 * Units.MILLISECOND);
        MediaFlow flow = new MediaFlow(world, link, seed, ROUND_TRIP).startAt(0);
        world.every(5 * Units.MILLISECOND, () -> queue.add(world.now(), link.queueNanos()));
        world.at(DROP, () -> link.rate(LOW));
        world.at(RISE, () -> link.rate(HIGH));
        world.runUntil(END);

        long steady = flow.received.rate(5 * Units.SECOND, DROP);
        assertTrue(steady >= 0.9 * HIGH, () -> "seed " + seed + ": steady at " + steady);
        long standing = queue.percentile(0.99, DROP + 2 * Units.SECOND, RISE);
        assertTrue(standing < 100 * Units.MILLISECOND, () -> "seed " + seed + ": queue of " + standing + " ns");
        long longest = queue.max(DROP + 2 * Units.SECOND, RISE);
        assertTrue(longest < 150 * Units.MILLISECOND, () -> "seed " + seed + ": queue up to " + longest + " ns");
        long low = flow.received.rate(DROP + 2 * Units.SECOND, RISE);
        assertTrue(low >= 0.89 * LOW, () -> "seed " + seed + ": low at " + low);
        long raised = flow.target.firstAtLeast(Math.round(0.85 * HIGH), RISE);
        assertTrue(raised <= RISE + 8 * Units.SECOND, () -> "seed " + seed + ": raised at " + raised);
    }

    /// For a moment hardly anything of ours comes through: that says nothing about the link.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aBurstOfSomebodyElseIsSoonForgotten(long seed) {
        Bottleneck link = new Bottleneck(world, seed, HIGH).queueLimit(300 * Units.MILLISECOND);
        MediaFlow flow = new MediaFlow(world, link, seed, ROUND_TRIP).startAt(0);
        world.at(DROP, () -> burst(link));
        world.runUntil(DROP + 10 * Units.SECOND);

        long before = flow.target.mean(DROP - 5 * Units.SECOND, DROP);
        long after = flow.target.mean(DROP + 5 * Units.SECOND, DROP + 7 * Units.SECOND);
        assertTrue(after >= 0.85 * before, () -> "seed " + seed + ": " + after + " after " + before);
    }

    private static void burst(Bottleneck link) {
        for (int packet = 0; packet < 100; packet++) {
            link.send(1_200, () -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fillsMostOfAFreshLinkWithinTwoSeconds(long seed) {
        Bottleneck link = new Bottleneck(world, seed, 5_000_000);
        MediaFlow flow = new MediaFlow(world, link, seed, ROUND_TRIP).startAt(0);
        world.runUntil(3 * Units.SECOND);

        long rate = flow.received.rate(3 * Units.SECOND / 2, 2 * Units.SECOND);
        assertTrue(rate >= 2_000_000, () -> "seed " + seed + ": " + rate);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void startsOnANarrowLinkWithoutFillingItsQueue(long seed) {
        Bottleneck link = new Bottleneck(world, seed, 250_000).queueLimit(Units.SECOND);
        MediaFlow flow = new MediaFlow(world, link, seed, ROUND_TRIP).startAt(0);
        world.every(5 * Units.MILLISECOND, () -> queue.add(world.now(), link.queueNanos()));
        world.runUntil(20 * Units.SECOND);

        long standing = queue.percentile(0.95, 4 * Units.SECOND, 20 * Units.SECOND);
        assertTrue(standing < 150 * Units.MILLISECOND, () -> "seed " + seed + ": queue of " + standing + " ns");
        long rate = flow.received.rate(4 * Units.SECOND, 20 * Units.SECOND);
        assertTrue(rate >= 0.8 * 250_000, () -> "seed " + seed + ": " + rate);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsTheLinkWhenOnlyWholeLayersAreSent(long seed) {
        Bottleneck link = new Bottleneck(world, seed, LOW);
        MediaFlow flow = new MediaFlow(world, link, seed, ROUND_TRIP).source(CapacityTest::layer);
        flow.estimator.demand(1_700_000);
        flow.startAt(0);
        world.at(DROP, () -> link.rate(HIGH));
        world.runUntil(RISE);

        long before = flow.received.rate(5 * Units.SECOND, DROP);
        assertTrue(before >= 0.6 * LOW && before <= LOW, () -> "seed " + seed + ": " + before);
        long raised = flow.target.firstAtLeast(1_700_000, DROP);
        assertTrue(raised <= DROP + 8 * Units.SECOND, () -> "seed " + seed + ": raised at " + raised);
    }

    private static long layer(long rate) {
        return rate >= 1_700_000 ? 1_700_000 : rate >= 450_000 ? 450_000 : 120_000;
    }
}
