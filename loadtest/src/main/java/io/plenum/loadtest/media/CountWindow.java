package io.plenum.loadtest.media;

import java.util.Arrays;

/// One count of a publisher as it came through a slot: which of its numbers did, and which did not.
final class CountWindow {
    /// Two seconds of 500 packets each, as a metered stream's own window: what comes later has no use.
    /// A power of two.
    private static final int SIZE = 1_024;

    private static final int NOBODY = -1;

    private final long[] came = new long[SIZE / Long.SIZE];
    private int source = NOBODY;
    private int count;
    private long first;
    private long highest;
    private long lastNanos;

    boolean isOf(int otherSource, int otherCount) {
        return source == otherSource && count == otherCount;
    }

    /// Begins with this number: what was before it was not meant for this slot.
    void begin(int newSource, int newCount, long number, long nowNanos) {
        source = newSource;
        count = newCount;
        first = number;
        highest = number;
        lastNanos = nowNanos;
        Arrays.fill(came, 0);
        mark(number);
    }

    /// Whether this number is not from before its beginning.
    boolean reaches(long number) {
        return number >= first;
    }

    long highest() {
        return highest;
    }

    /// When its last packet came.
    long lastNanos() {
        return lastNanos;
    }

    boolean holds(long number) {
        return reaches(number)
                && number <= highest
                && number > highest - SIZE
                && (came[word(number)] & bit(number)) != 0;
    }

    /// Takes one that it reaches and does not hold; returns how many more are missing now than before: -1 where
    /// one of those came.
    long take(long number, long nowNanos) {
        lastNanos = nowNanos;
        if (number > highest) {
            long skipped = number - highest - 1;
            forget(number);
            highest = number;
            mark(number);
            return skipped;
        }
        if (number <= highest - SIZE) {
            return 0;
        }
        mark(number);
        return -1;
    }

    private void forget(long upTo) {
        if (upTo - highest >= SIZE) {
            Arrays.fill(came, 0);
            return;
        }
        for (long number = highest + 1; number < upTo; number++) {
            came[word(number)] &= ~bit(number);
        }
    }

    private void mark(long number) {
        came[word(number)] |= bit(number);
    }

    private static int word(long number) {
        return (int) (number & (SIZE - 1)) / Long.SIZE;
    }

    private static long bit(long number) {
        return 1L << number;
    }
}
