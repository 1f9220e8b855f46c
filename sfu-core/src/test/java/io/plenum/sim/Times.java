package io.plenum.sim;

/// Durations as they are spoken of, in nanoseconds.
public final class Times {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Times() {}

    public static long millis(long millis) {
        return millis * NANOS_PER_MILLI;
    }

    public static long seconds(double seconds) {
        return (long) (seconds * 1_000 * NANOS_PER_MILLI);
    }
}
