package io.plenum.loadtest.run;

/// So many a second.
final class Pace {
    private static final double SECOND = 1e9;

    private final double perSecond;
    private long startNanos;
    private long taken;
    private boolean goesOn;

    Pace(double perSecond) {
        this.perSecond = perSecond;
    }

    /// Counts from then on.
    void start(long nowNanos) {
        startNanos = nowNanos;
        taken = 0;
        goesOn = true;
    }

    /// Nobody more is due until it is started again.
    void stop() {
        goesOn = false;
    }

    /// How many are due that were not before.
    int take(long nowNanos) {
        if (!goesOn) {
            return 0;
        }
        long elapsed = Math.max(0, nowNanos - startNanos);
        long due = (long) Math.floor(elapsed / SECOND * perSecond) - taken;
        taken += due;
        return (int) due;
    }
}
