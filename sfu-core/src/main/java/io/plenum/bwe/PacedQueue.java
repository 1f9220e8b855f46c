package io.plenum.bwe;

/// First in, first out: handles of packets with their sizes and the times at which they came. Grows to its limit.
final class PacedQueue {
    /// 400 ms at 20 Mbit/s are 830 packets of 1,200 bytes; four times that is a fault of somebody's.
    private static final int LIMIT = 4_096;

    private static final int INITIAL_CAPACITY = 8;

    private static final int WORDS = 2;
    /// The handle above, the size below.
    private static final int PACKET = 0;
    private static final int SINCE = 1;

    private static final long[] NOTHING = {};

    /// Made late: most links have one kind of packets or two. One array for all, so that a packet's figures lie side by
    /// side.
    private long[] words = NOTHING;

    private int mask = -1;
    private int first;
    private int count;
    private long bytes;

    /// False when it is full.
    boolean add(int handle, int size, long nowNanos) {
        if (count == LIMIT) {
            return false;
        }
        if (count == mask + 1) {
            grow();
        }
        int at = at(count++);
        words[at + PACKET] = packet(handle, size);
        words[at + SINCE] = nowNanos;
        bytes += size;
        return true;
    }

    private void grow() {
        int capacity = Math.max(INITIAL_CAPACITY, 2 * count);
        long[] grown = new long[capacity * WORDS];
        for (int i = 0; i < count; i++) {
            System.arraycopy(words, at(i), grown, i * WORDS, WORDS);
        }
        words = grown;
        mask = capacity - 1;
        first = 0;
    }

    private int at(int index) {
        return ((first + index) & mask) * WORDS;
    }

    private static long packet(int handle, int size) {
        return (long) handle << Integer.SIZE | size;
    }

    int remove() {
        int handle = handle(0);
        bytes -= size();
        first = (first + 1) & mask;
        count--;
        return handle;
    }

    /// The handle of the packet that goes out after so many others.
    int handle(int index) {
        return (int) (words[at(index) + PACKET] >>> Integer.SIZE);
    }

    void resize(int index, int size) {
        int at = at(index);
        bytes += size - (int) words[at + PACKET];
        words[at + PACKET] = packet(handle(index), size);
    }

    void clear() {
        count = 0;
        bytes = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /// Of the packet that goes next; there must be one.
    int size() {
        return (int) words[at(0) + PACKET];
    }

    /// Since when the packet that goes next has been waiting; there must be one.
    long since() {
        return words[at(0) + SINCE];
    }
}
