package io.plenum.bwe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several flows on one link (after RFC 8867 §5.4 to §5.7).
class SharingTest {
    private static final long CAPACITY = 3_500_000;

    private final World world = new World();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void threeFlowsShareFairly(long seed) {
        assertFair(seed, 0.9, 100, 100, 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void roundTripsOfDifferentLengthShareFairly(long seed) {
        assertFair(seed, 0.8, 40, 100, 200);
    }

    private void assertFair(long seed, double bound, long... roundTripMillis) {
        Bottleneck link = new Bottleneck(world, seed, CAPACITY);
        MediaFlow[] flows = new MediaFlow[roundTripMillis.length];
        for (int i = 0; i < flows.length; i++) {
            long roundTrip = roundTripMillis[i] * Units.MILLISECOND;
            flows[i] = new MediaFlow(world, link, 31 * seed + i, roundTrip).startAt(10L * i * Units.SECOND);
        }
        long from = 60 * Units.SECOND;
        long end = 180 * Units.SECOND;
        world.runUntil(end);

        long[] rates = LongStream.range(0, flows.length)
                .map(i -> flows[(int) i].received.rate(from, end))
                .toArray();
        String all = "seed " + seed + ": " + Arrays.toString(rates);
        assertTrue(jain(rates) >= bound, all);
        assertTrue(LongStream.of(rates).sum() >= 0.9 * CAPACITY, all);
    }

    private static double jain(long... rates) {
        double sum = 0;
        double squares = 0;
        for (long rate : rates) {
            sum += rate;
            squares += (double) rate * rate;
        }
        return sum * sum / (rates.length * squares);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neitherStarvesNorIsStarvedByADownload(long seed) {
        Bottleneck link = new Bottleneck(world, seed, 3_000_000);
        MediaFlow flow = new MediaFlow(world, link, seed, 100 * Units.MILLISECOND).startAt(0);
        TcpFlow download = new TcpFlow(world, link, 100 * Units.MILLISECOND).startAt(10 * Units.SECOND);
        long from = 30 * Units.SECOND;
        long end = 120 * Units.SECOND;
        world.runUntil(end);

        long media = flow.received.rate(from, end);
        long other = download.received.rate(from, end);
        String both = "seed " + seed + ": media " + media + ", download " + other;
        assertTrue(media >= 0.3 * 3_000_000, both);
        assertTrue(other >= 0.2 * 3_000_000, both);
    }
}
