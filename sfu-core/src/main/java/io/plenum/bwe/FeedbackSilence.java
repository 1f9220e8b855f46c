package io.plenum.bwe;

/// Cuts the rate step by step while packets are sent and nothing is heard of them.
///
/// A way that is dead in both directions, or so congested that no feedback comes through, tells nothing by itself.
final class FeedbackSilence {
    /// Receivers report at least every 250 ms; this is six of those, or two round trips where these are longer.
    private static final long LIMIT_NANOS = 1_500 * Units.MILLISECOND;
    private static final long INTERVAL_NANOS = 500 * Units.MILLISECOND;
    private static final double CUT = 0.8;

    private long awaitedSince = Long.MIN_VALUE;
    private long cutAt;
    private boolean silent;

    void onSent(long nowNanos) {
        if (awaitedSince == Long.MIN_VALUE) {
            awaitedSince = nowNanos;
        }
    }

    void onFeedback() {
        awaitedSince = Long.MIN_VALUE;
        silent = false;
    }

    /// What is left of the rate: 1 when nothing is to be cut now.
    double advance(long roundTripNanos, long nowNanos) {
        if (nowNanos < nextDeadline(roundTripNanos)) {
            return 1;
        }
        silent = true;
        cutAt = nowNanos;
        return CUT;
    }

    long nextDeadline(long roundTripNanos) {
        if (awaitedSince == Long.MIN_VALUE) {
            return Long.MAX_VALUE;
        }
        return silent ? cutAt + INTERVAL_NANOS : awaitedSince + Math.max(LIMIT_NANOS, 2 * roundTripNanos);
    }

    boolean silent() {
        return silent;
    }
}
