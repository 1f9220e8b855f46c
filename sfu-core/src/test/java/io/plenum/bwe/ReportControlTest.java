package io.plenum.bwe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Receivers that send no transport-wide feedback.
class ReportControlTest {
    private static final long ROUND_TRIP = 100 * Units.MILLISECOND;

    private final BandwidthEstimator estimator = new BandwidthEstimator(BweConfig.defaults());
    private long now;

    private void report(int seconds, int fractionLost) {
        for (int i = 0; i < seconds; i++) {
            now += Units.SECOND;
            estimator.onReceiverReport(fractionLost, ROUND_TRIP, now);
        }
    }

    @Test
    void growsByEightPercentASecondWithoutLoss() {
        report(11, 0);
        double expected = 300_000 * Math.pow(1.08, 10);
        assertEquals(expected, (double) estimator.targetBitsPerSecond(), 0.05 * expected);
    }

    @Test
    void staysAtMediumLossAndFallsAtHighLoss() {
        report(5, 15);
        assertEquals(300_000, estimator.targetBitsPerSecond());
        report(1, 128);
        assertEquals(225_000, estimator.targetBitsPerSecond());
        assertEquals(RateLimit.LOSS, estimator.limit());
    }

    @Test
    void staysBelowTheReceiversLimitWhileItIsRepeated() {
        estimator.onRemb(200_000, now);
        assertEquals(200_000, estimator.targetBitsPerSecond());
        assertEquals(RateLimit.RECEIVER, estimator.limit());
        now = estimator.nextDeadline();
        estimator.advance(now);
        report(2, 0);
        assertTrue(estimator.targetBitsPerSecond() >= 300_000);
    }

    @Test
    void neverLeavesTheConfiguredBounds() {
        report(60, 255);
        assertEquals(30_000, estimator.targetBitsPerSecond());
        report(200, 0);
        assertEquals(20_000_000, estimator.targetBitsPerSecond());
        assertEquals(RateLimit.MAXIMUM, estimator.limit());
    }
}
