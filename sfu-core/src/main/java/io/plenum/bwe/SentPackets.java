package io.plenum.bwe;

import io.plenum.memory.Rings;

/// What was sent under which transport-wide sequence number, until the receiver reports on it.
///
/// A ring that grows while the packets of the last seconds do not fit into it. One array for all, so that what is
/// written for each packet that goes out lies side by side.
final class SentPackets {
    static final int UNKNOWN = -1;

    /// More than a voice and a thumbnail have on their way until a report comes.
    private static final int INITIAL_CAPACITY = 64;
    /// 20 Mbit/s for 4 s in packets of 1,200 bytes are 8,300; more can not be told apart by 16 bits for long either.
    private static final int MAX_CAPACITY = 16_384;
    /// A report that is later than this has nothing to say about the link as it is now.
    private static final long RELEVANT_NANOS = 4 * Units.SECOND;

    private static final int NONE = 0;
    private static final int IN_FLIGHT = 1;
    private static final int REPORTED_LOST = 2;

    private static final int WORDS = 2;
    private static final int SENT = 0;
    /// The cluster above, below the size and the state.
    private static final int REST = 1;

    private static final int STATE_BITS = 2;
    private static final long STATE_MASK = (1 << STATE_BITS) - 1;

    private long[] words = new long[INITIAL_CAPACITY * WORDS];
    private int mask = INITIAL_CAPACITY - 1;
    private long highest = -1;

    /// Sequence numbers must rise; those left out were never sent.
    void add(long sequence, int size, int cluster, long nowNanos) {
        while (capacity() < MAX_CAPACITY && wouldForgetRelevant(sequence, nowNanos)) {
            grow();
        }
        for (long skipped = Math.max(highest + 1, sequence - capacity()); skipped < sequence; skipped++) {
            forget(slot(skipped));
        }
        int slot = slot(sequence);
        words[slot + SENT] = nowNanos;
        words[slot + REST] = (long) cluster << Integer.SIZE | (long) size << STATE_BITS | IN_FLIGHT;
        highest = sequence;
    }

    private int capacity() {
        return mask + 1;
    }

    private boolean wouldForgetRelevant(long sequence, long nowNanos) {
        int slot = slot(sequence);
        return sequence >= capacity() && state(slot) == IN_FLIGHT && nowNanos - words[slot + SENT] < RELEVANT_NANOS;
    }

    private void grow() {
        words = Rings.doubled(words, WORDS, highest);
        mask = 2 * mask + 1;
    }

    /// The slot of the latest packet sent under this number, while it still awaits its report; else [#UNKNOWN].
    int find(int sequence16) {
        long sequence = highest - ((highest - sequence16) & 0xFFFF);
        if (highest < 0 || sequence < 0 || highest - sequence >= capacity()) {
            return UNKNOWN;
        }
        int slot = slot(sequence);
        return state(slot) == NONE ? UNKNOWN : slot;
    }

    private int slot(long sequence) {
        return ((int) sequence & mask) * WORDS;
    }

    private int state(int slot) {
        return (int) (words[slot + REST] & STATE_MASK);
    }

    long sentNanos(int slot) {
        return words[slot + SENT];
    }

    int size(int slot) {
        return (int) words[slot + REST] >>> STATE_BITS;
    }

    int cluster(int slot) {
        return (int) (words[slot + REST] >>> Integer.SIZE);
    }

    boolean reportedLost(int slot) {
        return state(slot) == REPORTED_LOST;
    }

    void markLost(int slot) {
        words[slot + REST] = (words[slot + REST] & ~STATE_MASK) | REPORTED_LOST;
    }

    /// Nothing more is to be heard about a packet that arrived.
    void forget(int slot) {
        words[slot + REST] = NONE;
    }
}
