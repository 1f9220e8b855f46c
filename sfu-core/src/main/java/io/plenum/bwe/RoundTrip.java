package io.plenum.bwe;

/// The time from a packet's sending to the news of its arrival, without what the receiver waited before reporting.
final class RoundTrip {
    private static final long INITIAL_NANOS = 200 * Units.MILLISECOND;
    private static final double WEIGHT = 0.25;

    private long nanos = INITIAL_NANOS;
    private boolean measured;

    void onBatch(FeedbackBatch batch, long nowNanos) {
        if (batch.received() > 0) {
            int last = batch.received() - 1;
            smooth(nowNanos - batch.sentNanos(last));
        }
    }

    void onReport(long roundTripNanos) {
        if (!measured) {
            nanos = roundTripNanos;
        }
    }

    private void smooth(long sample) {
        nanos = measured ? Math.round((1 - WEIGHT) * nanos + WEIGHT * sample) : sample;
        measured = true;
    }

    /// A guess until something was measured.
    long nanos() {
        return nanos;
    }
}
