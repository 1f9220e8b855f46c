package io.plenum.bwe;

import java.util.Arrays;

/// How much was sent over the last second.
final class SentRate {
    private static final long PART_NANOS = 125 * Units.MILLISECOND;
    private static final int PARTS = 8;

    private final long[] bytes = new long[PARTS];
    private long part = Long.MIN_VALUE;
    /// Of the present part, which it is until then.
    private long newest;
    private long partEnds = Long.MIN_VALUE;
    /// Of the parts before.
    private long sum;
    private long rolledAt;

    void add(int size, long nowNanos) {
        if (nowNanos >= partEnds) {
            roll(nowNanos);
        }
        rolledAt = nowNanos;
        newest += size;
    }

    /// What is older than a second counts no more.
    void roll(long nowNanos) {
        rolledAt = nowNanos;
        long now = nowNanos / PART_NANOS;
        if (now == part) {
            return;
        }
        bytes[(int) (part & (PARTS - 1))] = newest;
        sum += newest;
        newest = 0;
        partEnds = (now + 1) * PART_NANOS;
        if (now - PARTS >= part) {
            Arrays.fill(bytes, 0);
            sum = 0;
            part = now;
        }
        while (part < now) {
            part++;
            int slot = (int) (part & (PARTS - 1));
            sum -= bytes[slot];
            bytes[slot] = 0;
        }
    }

    long bitsPerSecond() {
        return Units.rate(sum + newest, (PARTS - 1) * PART_NANOS + Math.floorMod(rolledAt, PART_NANOS));
    }
}
