package io.plenum.bwe;

/// After a cut because of loss the rate is held for a while, twice as long each time, so that it does not run into
/// the same loss again and again.
final class LossHold {
    private static final long FIRST_NANOS = 300 * Units.MILLISECOND;
    private static final long LONGEST_NANOS = 60 * Units.SECOND;

    private long duration = FIRST_NANOS;
    private long until = Long.MIN_VALUE;
    private double rate = Double.MAX_VALUE;

    void begin(double bitsPerSecond, long atNanos) {
        rate = bitsPerSecond;
        until = atNanos + duration;
        duration = Math.min(2 * duration, LONGEST_NANOS);
    }

    boolean holdsAt(long atNanos) {
        return until != Long.MIN_VALUE && atNanos < until;
    }

    /// What arrives can be sent: the held rate is at least that.
    double raise(double floor) {
        rate = Math.max(rate, floor);
        return rate;
    }

    boolean isKnown() {
        return rate != Double.MAX_VALUE;
    }

    double rate() {
        return rate;
    }

    void forget() {
        duration = FIRST_NANOS;
        until = Long.MIN_VALUE;
        rate = Double.MAX_VALUE;
    }
}
