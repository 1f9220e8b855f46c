package io.plenum.bwe;

/// First in, first out: handles of packets with their sizes and the times at which they came. Grows to its limit.
final class PacedQueue {
    /// 400 ms at 20 Mbit/s are 830 packets of 1,200 bytes; four times that is a fault of somebody's.
    private static final int LIMIT = 4_096;

    private int[] handles = new int[32];
    private int[] sizes = new int[32];
    private long[] since = new long[32];
    private int first;
    private int count;
    private long bytes;

    /// False when it is full.
    boolean add(int handle, int size, long nowNanos) {
        if (count == LIMIT) {
            return false;
        }
        if (count == handles.length) {
            grow();
        }
        int slot = slot(count++);
        handles[slot] = handle;
        sizes[slot] = size;
        since[slot] = nowNanos;
        bytes += size;
        return true;
    }

    private void grow() {
        int[] newHandles = new int[2 * count];
        int[] newSizes = new int[2 * count];
        long[] newSince = new long[2 * count];
        for (int i = 0; i < count; i++) {
            newHandles[i] = handles[slot(i)];
            newSizes[i] = sizes[slot(i)];
            newSince[i] = since[slot(i)];
        }
        handles = newHandles;
        sizes = newSizes;
        since = newSince;
        first = 0;
    }

    private int slot(int index) {
        return (first + index) & (handles.length - 1);
    }

    int remove() {
        int handle = handles[first];
        bytes -= sizes[first];
        first = slot(1);
        count--;
        return handle;
    }

    /// The handle of the packet that goes out after so many others.
    int handle(int index) {
        return handles[slot(index)];
    }

    void resize(int index, int size) {
        int slot = slot(index);
        bytes += size - sizes[slot];
        sizes[slot] = size;
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
        return sizes[first];
    }

    /// Since when the packet that goes next has been waiting; there must be one.
    long since() {
        return since[first];
    }
}
