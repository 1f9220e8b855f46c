package io.plenum.bwe;

/// Notices that less is sent than could be (libwebrtc's detector of the application-limited region): a budget fills
/// at two thirds of the target and sending uses it up.
final class ApplicationLimit {
    private static final double USAGE = 0.65;
    private static final double START_LEVEL = 0.8;
    private static final double STOP_LEVEL = 0.5;
    private static final long WINDOW_NANOS = 500 * Units.MILLISECOND;

    private long target;
    private double budget;
    private long lastSent = Long.MIN_VALUE;
    private boolean limited;

    ApplicationLimit(long target) {
        this.target = target;
    }

    void target(long bitsPerSecond) {
        target = bitsPerSecond;
        budget = Math.clamp(budget, -capacity(), capacity());
    }

    void onSent(int size, long nowNanos) {
        if (lastSent != Long.MIN_VALUE) {
            double earned = USAGE * Units.bytes(target, nowNanos - lastSent);
            budget = Math.clamp(budget - size + earned, -capacity(), capacity());
            double level = budget / capacity();
            limited = limited ? level >= STOP_LEVEL : level > START_LEVEL;
        }
        lastSent = nowNanos;
    }

    private double capacity() {
        return Math.max(1, USAGE * Units.bytes(target, WINDOW_NANOS));
    }

    boolean limited() {
        return limited;
    }
}
