package io.plenum.bwe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.LinkLimit;
import org.junit.jupiter.api.Test;

/// Receivers that send no transport-wide feedback.
class ReportControlTest {
    private final BandwidthEstimator estimator = new BandwidthEstimator(BweConfig.defaults());
    private long now;

    private void report(int seconds, int fractionLost) {
        for (int i = 0; i < seconds; i++) {
            for (int packet = 0; packet < 100; packet++) {
                now += Units.SECOND / 100;
                estimator.onSent(1_250, now);
            }
            estimator.onReceiverReport(fractionLost, now);
        }
    }

    @Test
    void nothingIsLimitedBeforeThereIsLoss() {
        report(5, 0);
        assertTrue(estimator.unlimited());
        assertEquals(20_000_000, estimator.targetBitsPerSecond());
        assertEquals(LinkLimit.APPLICATION, estimator.limit());
    }

    @Test
    void theFirstCutStartsFromWhatIsSent() {
        report(5, 15);
        assertTrue(estimator.unlimited());
        report(1, 128);
        assertEquals(750_000, (double) estimator.targetBitsPerSecond(), 10_000);
        assertEquals(LinkLimit.LOSS, estimator.limit());
    }

    @Test
    void growsByEightPercentASecondWithoutLoss() {
        report(5, 0);
        report(1, 128);
        report(10, 0);
        double expected = 750_000 * Math.pow(1.08, 10);
        assertEquals(expected, (double) estimator.targetBitsPerSecond(), 0.05 * expected);
    }

    @Test
    void staysBelowTheReceiversLimitWhileItIsRepeated() {
        estimator.onRemb(200_000, now);
        assertEquals(200_000, estimator.targetBitsPerSecond());
        assertEquals(LinkLimit.RECEIVER, estimator.limit());
        now = estimator.nextDeadline();
        estimator.advance(now);
        report(2, 0);
        assertTrue(estimator.unlimited());
    }

    @Test
    void neverLeavesTheConfiguredBounds() {
        report(60, 255);
        assertEquals(30_000, estimator.targetBitsPerSecond());
        report(200, 0);
        assertEquals(20_000_000, estimator.targetBitsPerSecond());
    }

    @Test
    void whoeverAgreedToFeedbackAndSendsNoneIsTreatedLikeTheOthers() {
        estimator.expectFeedback(now);
        assertEquals(300_000, estimator.targetBitsPerSecond());
        assertEquals(LinkLimit.STARTING, estimator.limit());
        estimator.onSent(1, 1_250, now, now, 0);
        report(3, 0);
        assertEquals(300_000, estimator.targetBitsPerSecond());
        report(1, 0);
        assertTrue(estimator.unlimited());
    }
}
