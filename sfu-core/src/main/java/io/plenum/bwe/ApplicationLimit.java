package io.plenum.bwe;

/// Notices that less is sent than could be (libwebrtc's detector of the application-limited region): a budget fills
/// at two thirds of the target and sending uses it up.
final class ApplicationLimit {
    private static final double USAGE = 0.65;
    private static final double START_LEVEL = 0.8;
    private static final double STOP_LEVEL = 0.5;
    private static final long WINDOW_NANOS = 500 * Units.MILLISECOND;

    private double earnedPerNano;
    private double capacity;
    private double budget;
    private long lastSent = Long.MIN_VALUE;
    private boolean limited;

    ApplicationLimit(long target) {
        target(target);
    }

    final void target(long bitsPerSecond) {
        earnedPerNano = USAGE * bitsPerSecond / (8.0 * Units.SECOND);
        capacity = Math.max(1, earnedPerNano * WINDOW_NANOS);
        budget = Math.clamp(budget, -capacity, capacity);
    }

    void onSent(int size, long nowNanos) {
        if (lastSent != Long.MIN_VALUE) {
            double earned = earnedPerNano * (nowNanos - lastSent);
            budget = Math.clamp(budget - size + earned, -capacity, capacity);
            double level = budget / capacity;
            limited = limited ? level >= STOP_LEVEL : level > START_LEVEL;
        }
        lastSent = nowNanos;
    }

    boolean limited() {
        return limited;
    }
}
