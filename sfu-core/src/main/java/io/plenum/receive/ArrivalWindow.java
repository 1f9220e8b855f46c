package io.plenum.receive;

import java.util.Arrays;

/// Which of the last sequence numbers have arrived: one bit each.
final class ArrivalWindow {
    /// Two seconds of a 4.9 Mbit/s video stream: a packet later than that has no reader. A power of two.
    static final int SIZE = 1024;

    private final long[] bits = new long[SIZE / Long.SIZE];

    /// Forgets all but this one.
    void startAt(long sequence) {
        Arrays.fill(bits, 0);
        mark(sequence);
    }

    /// Moves the window's end forward: the numbers in between have not arrived.
    void moveTo(long highest, long sequence) {
        if (sequence - highest >= SIZE) {
            Arrays.fill(bits, 0);
        } else {
            for (long missing = highest + 1; missing < sequence; missing++) {
                bits[word(missing)] &= ~bit(missing);
            }
        }
        mark(sequence);
    }

    boolean contains(long sequence) {
        return (bits[word(sequence)] & bit(sequence)) != 0;
    }

    void mark(long sequence) {
        bits[word(sequence)] |= bit(sequence);
    }

    private static int word(long sequence) {
        return (int) (sequence & (SIZE - 1)) / Long.SIZE;
    }

    private static long bit(long sequence) {
        return 1L << sequence;
    }
}
