package io.plenum.bwe;

/// Bytes, nanoseconds and bits per second into one another.
final class Units {
    static final long MILLISECOND = 1_000_000;
    static final long SECOND = 1_000_000_000;
    static final long KILOBIT = 1_000;

    private Units() {}

    static long rate(long bytes, long nanos) {
        return Math.round(bytes * 8.0 * SECOND / nanos);
    }

    static long bytes(long bitsPerSecond, long nanos) {
        return Math.round((double) bitsPerSecond * nanos / (8.0 * SECOND));
    }

    static long nanos(long bytes, long bitsPerSecond) {
        return Math.round(bytes * 8.0 * SECOND / bitsPerSecond);
    }

    static double millis(long nanos) {
        return (double) nanos / MILLISECOND;
    }

    static double seconds(long nanos) {
        return (double) nanos / SECOND;
    }
}
