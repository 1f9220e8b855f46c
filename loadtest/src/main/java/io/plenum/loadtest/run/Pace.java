package io.plenum.loadtest.run;

/// So many a second.
final class Pace {
    private static final double SECOND = 1e9;

    private final double perSecond;
    private long startNanos;
    private long taken;

    Pace(double perSecond) {
        this.perSecond = perSecond;
    }

    /// Counts from then on.
    void start(long nowNanos) {
        startNanos = nowNanos;
        taken = 0;
    }

    /// How many are due that were not before.
    int take(long nowNanos) {
        long elapsed = Math.max(0, nowNanos - startNanos);
        long due = (long) Math.floor(elapsed / SECOND * perSecond) - taken;
        taken += due;
        return (int) due;
    }
}
