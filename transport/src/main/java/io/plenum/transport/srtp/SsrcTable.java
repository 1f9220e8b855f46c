package io.plenum.transport.srtp;

import org.jspecify.annotations.Nullable;

/// Something per SSRC, without boxing: open addressing, bounded, and nothing is ever removed.
final class SsrcTable<T> {
    private final int limit;
    private final int[] ssrcs;
    private final @Nullable Object[] values;
    private int size;

    SsrcTable(int limit) {
        this.limit = limit;
        int slots = Integer.highestOneBit(limit) * 4; // at most half full
        ssrcs = new int[slots];
        values = new @Nullable Object[slots];
    }

    @SuppressWarnings("unchecked") // only put() stores, and it stores T
    @Nullable
    T get(int ssrc) {
        return (T) values[slot(ssrc)];
    }

    boolean full() {
        return size == limit;
    }

    void put(int ssrc, T value) {
        int slot = slot(ssrc);
        if (values[slot] == null) {
            if (full()) {
                throw new IllegalStateException("more than " + limit);
            }
            size++;
        }
        ssrcs[slot] = ssrc;
        values[slot] = value;
    }

    /// Where the SSRC is, or the free place where it would be.
    private int slot(int ssrc) {
        int mask = ssrcs.length - 1;
        int slot = (ssrc * 0x9E3779B1) >>> 16 & mask;
        while (values[slot] != null && ssrcs[slot] != ssrc) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
