package io.plenum.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Distributions in powers of two of a microsecond. One writer, any readers.
public final class Timings {
    /// The last bucket takes everything from 2^26 µs (67 s) on: longer than any time-out here.
    public static final int BUCKETS = 28;

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[][] buckets = new long[Timing.values().length][BUCKETS];
    private final long[] sums = new long[Timing.values().length];

    public void record(Timing timing, long nanos) {
        long micros = Math.max(0, nanos) / 1_000;
        long[] cells = buckets[timing.ordinal()];
        int bucket = Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(micros));
        CELL.setOpaque(cells, bucket, cells[bucket] + 1);
        CELL.setOpaque(sums, timing.ordinal(), sums[timing.ordinal()] + Math.max(0, nanos));
    }

    /// Durations counted in a bucket, not cumulative.
    public long count(Timing timing, int bucket) {
        return (long) CELL.getOpaque(buckets[timing.ordinal()], bucket);
    }

    public long sumNanos(Timing timing) {
        return (long) CELL.getOpaque(sums, timing.ordinal());
    }

    /// Durations in this bucket are below this many microseconds.
    public static long upperBoundMicros(int bucket) {
        return bucket == BUCKETS - 1 ? Long.MAX_VALUE : 1L << bucket;
    }
}
