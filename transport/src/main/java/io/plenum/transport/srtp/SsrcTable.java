package io.plenum.transport.srtp;

import org.jspecify.annotations.Nullable;

/// Something per SSRC, without boxing: open addressing, at most half full. Who fills it bounds it.
final class SsrcTable<T> {
    private static final int FIRST_CAPACITY = 8;

    private int[] ssrcs = new int[FIRST_CAPACITY];
    private @Nullable Object[] values = new @Nullable Object[FIRST_CAPACITY];
    private int size;

    @Nullable
    T get(int ssrc) {
        return at(slot(ssrc));
    }

    int size() {
        return size;
    }

    /// Whoever wants to see all looks at each place from 0 to here.
    int places() {
        return values.length;
    }

    @SuppressWarnings("unchecked") // only put() stores, and it stores T
    @Nullable
    T at(int place) {
        return (T) values[place];
    }

    void put(int ssrc, T value) {
        int slot = slot(ssrc);
        if (values[slot] == null) {
            size++;
        }
        ssrcs[slot] = ssrc;
        values[slot] = value;
        if (2 * size > values.length) {
            grow();
        }
    }

    private void grow() {
        int[] oldSsrcs = ssrcs;
        @Nullable Object[] oldValues = values;
        ssrcs = new int[2 * oldSsrcs.length];
        values = new @Nullable Object[2 * oldValues.length];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldSsrcs[i]);
                ssrcs[slot] = oldSsrcs[i];
                values[slot] = oldValues[i];
            }
        }
    }

    void remove(int ssrc) {
        int hole = slot(ssrc);
        if (values[hole] == null) {
            return;
        }
        size--;
        int mask = values.length - 1;
        values[hole] = null;
        for (int next = hole + 1 & mask; values[next] != null; next = next + 1 & mask) {
            // What stands behind the hole moves into it, unless its home lies after the hole.
            if ((next - home(ssrcs[next]) & mask) >= (next - hole & mask)) {
                ssrcs[hole] = ssrcs[next];
                values[hole] = values[next];
                values[next] = null;
                hole = next;
            }
        }
    }

    /// Where the SSRC is, or the free place where it would be.
    private int slot(int ssrc) {
        int mask = values.length - 1;
        int slot = home(ssrc);
        while (values[slot] != null && ssrcs[slot] != ssrc) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int home(int ssrc) {
        return (ssrc * 0x9E3779B1) >>> 16 & values.length - 1;
    }
}
