package io.plenum.transport.srtp;

import java.util.Arrays;

/// The highest packet number of each stream that was put aside, so that it goes on from there should it come back: what
/// was used is not used again, what was heard is not believed again.
///
/// Looked through from end to end: that happens when a stream begins, not with its packets.
final class RetiredStreams {
    /// What is said of a stream that was never put aside.
    static final long UNKNOWN = -1;

    private static final int FIRST_CAPACITY = 16;

    private final int limit;
    private int[] ssrcs = new int[0];
    private long[] highest = new long[0];
    private int size;

    RetiredStreams(int limit) {
        this.limit = limit;
    }

    boolean full() {
        return size == limit;
    }

    long highest(int ssrc) {
        int at = find(ssrc);
        return at < 0 ? UNKNOWN : highest[at];
    }

    /// The same of a stream that is back.
    long take(int ssrc) {
        int at = find(ssrc);
        if (at < 0) {
            return UNKNOWN;
        }
        long taken = highest[at];
        removeAt(at);
        return taken;
    }

    private void removeAt(int at) {
        size--;
        System.arraycopy(ssrcs, at + 1, ssrcs, at, size - at);
        System.arraycopy(highest, at + 1, highest, at, size - at);
    }

    /// The one that was put aside first is forgotten when there is no room.
    void add(int ssrc, long highestIndex) {
        if (full()) {
            removeAt(0);
        }
        if (size == ssrcs.length) {
            int capacity = Math.min(limit, Math.max(FIRST_CAPACITY, 2 * size));
            ssrcs = Arrays.copyOf(ssrcs, capacity);
            highest = Arrays.copyOf(highest, capacity);
        }
        ssrcs[size] = ssrc;
        highest[size++] = highestIndex;
    }

    private int find(int ssrc) {
        for (int i = 0; i < size; i++) {
            if (ssrcs[i] == ssrc) {
                return i;
            }
        }
        return -1;
    }
}
