package io.plenum.bwe;

/// Calls a trend of the delay an overuse once it stays above a threshold (draft-ietf-rmcat-gcc-02 §5.4).
///
/// The threshold follows the trend slowly up and fast down (after the draft's k_u and k_d, in libwebrtc's present
/// values), so that a competing flow that fills queues by itself does not starve this one.
final class OveruseDetector {
    private static final double GAIN = 4;
    private static final int MAX_WEIGHT = 60;
    private static final double OVERUSE_MILLIS = 10;

    private static final double INITIAL_THRESHOLD = 12.5;
    private static final double MIN_THRESHOLD = 6;
    private static final double MAX_THRESHOLD = 600;
    private static final double RISE_PER_MILLI = 0.0087;
    private static final double FALL_PER_MILLI = 0.039;
    /// A trend so far above is a sudden loss of capacity, nothing to get used to.
    private static final double MAX_ADAPTED_DISTANCE = 15;
    private static final double MAX_ADAPTED_MILLIS = 100;

    private double threshold = INITIAL_THRESHOLD;
    private double previousSlope;
    private double overusedMillis = -1;
    private int overusedBursts;
    private LinkUsage usage = LinkUsage.NORMAL;

    LinkUsage add(DelayTrend trend, double sendDeltaMillis, double arrivalDeltaMillis) {
        if (trend.count() < 2) {
            return usage;
        }
        double weighted = Math.min(trend.count(), MAX_WEIGHT) * trend.slope() * GAIN;
        if (weighted > threshold) {
            rise(trend.slope(), sendDeltaMillis);
        } else {
            overusedMillis = -1;
            overusedBursts = 0;
            usage = weighted < -threshold ? LinkUsage.UNDERUSED : LinkUsage.NORMAL;
        }
        previousSlope = trend.slope();
        adapt(Math.abs(weighted), Math.min(arrivalDeltaMillis, MAX_ADAPTED_MILLIS));
        return usage;
    }

    private void rise(double slope, double sendDeltaMillis) {
        overusedMillis = overusedMillis < 0 ? sendDeltaMillis / 2 : overusedMillis + sendDeltaMillis;
        overusedBursts++;
        if (overusedMillis > OVERUSE_MILLIS && overusedBursts > 1 && slope >= previousSlope) {
            overusedMillis = 0;
            overusedBursts = 0;
            usage = LinkUsage.OVERUSED;
        }
    }

    private void adapt(double magnitude, double millis) {
        if (magnitude > threshold + MAX_ADAPTED_DISTANCE) {
            return;
        }
        double perMilli = magnitude < threshold ? FALL_PER_MILLI : RISE_PER_MILLI;
        double moved = threshold + Math.min(1, perMilli * millis) * (magnitude - threshold);
        threshold = Math.clamp(moved, MIN_THRESHOLD, MAX_THRESHOLD);
    }

    void reset() {
        threshold = INITIAL_THRESHOLD;
        previousSlope = 0;
        overusedMillis = -1;
        overusedBursts = 0;
        usage = LinkUsage.NORMAL;
    }

    LinkUsage usage() {
        return usage;
    }
}
