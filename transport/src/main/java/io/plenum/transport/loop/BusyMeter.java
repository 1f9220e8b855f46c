package io.plenum.transport.loop;

/// How much of its time a loop works: 0 = never, 1 = always, smoothed over about a second. One writer, any
/// readers.
final class BusyMeter {
    /// Of single turns nothing can be said; they take microseconds or, rarely, milliseconds.
    static final long WINDOW_NANOS = 100_000_000L;

    /// A burst of joins is over by then, a meeting that begins to talk is not.
    static final double SMOOTHING_NANOS = 1e9;

    private long windowStart;
    private long worked;
    private double smoothed;
    private volatile double share;

    BusyMeter(long nowNanos) {
        windowStart = nowNanos;
    }

    /// A turn took from one time to the other; in between the loop waited.
    void worked(long fromNanos, long toNanos) {
        worked += toNanos - fromNanos;
        long window = toNanos - windowStart;
        if (window >= WINDOW_NANOS) {
            double now = (double) worked / window;
            smoothed += (now - smoothed) * window / (window + SMOOTHING_NANOS);
            share = smoothed;
            windowStart = toNanos;
            worked = 0;
        }
    }

    double share() {
        return share;
    }
}
