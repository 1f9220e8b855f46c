package io.plenum.bwe;

import java.util.Arrays;

/// How much was sent over the last second.
final class SentRate {
    private static final long PART_NANOS = 125 * Units.MILLISECOND;
    private static final int PARTS = 8;

    private final long[] bytes = new long[PARTS];
    private long part = Long.MIN_VALUE;
    private long sum;
    private long rolledAt;

    void add(int size, long nowNanos) {
        roll(nowNanos);
        bytes[(int) (part & (PARTS - 1))] += size;
        sum += size;
    }

    /// What is older than a second counts no more.
    void roll(long nowNanos) {
        rolledAt = nowNanos;
        long now = nowNanos / PART_NANOS;
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
        return Units.rate(sum, (PARTS - 1) * PART_NANOS + Math.floorMod(rolledAt, PART_NANOS));
    }
}
