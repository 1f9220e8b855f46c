package io.plenum.memory;

import org.jspecify.annotations.Nullable;

/// A map from 32-bit numbers (SSRCs) to objects that allocates nothing but when it grows.
///
/// Open addressing with linear probing; a removal closes the gap behind it, so there are no tombstones and a lookup
/// stays short however often streams come and go. The caller bounds how much goes in.
public final class IntTable<V> {
    /// A participant has two streams (audio, video) and their retransmissions at least.
    private static final int INITIAL_CAPACITY = 8;

    /// 2^32 divided by the golden ratio: spreads neighbouring numbers over the table (Knuth, TAOCP 3, 6.4).
    private static final int SPREAD = 0x9E37_79B9;

    private int[] keys = new int[INITIAL_CAPACITY];
    private @Nullable Object[] values = new @Nullable Object[INITIAL_CAPACITY];
    private int size;

    public int size() {
        return size;
    }

    /// Null when nothing is there (a hot path: no Optional).
    @SuppressWarnings("unchecked") // only put() stores, and it stores V
    public @Nullable V get(int key) {
        return (@Nullable V) values[indexOf(key)];
    }

    public void put(int key, V value) {
        int index = indexOf(key);
        if (values[index] == null) {
            if (2 * (size + 1) > keys.length) {
                grow();
                index = indexOf(key);
            }
            size++;
        }
        keys[index] = key;
        values[index] = value;
    }

    public void remove(int key) {
        int hole = indexOf(key);
        if (values[hole] == null) {
            return;
        }
        values[hole] = null;
        size--;
        int mask = keys.length - 1;
        for (int at = (hole + 1) & mask; values[at] != null; at = (at + 1) & mask) {
            int home = home(keys[at], mask);
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                keys[hole] = keys[at];
                values[hole] = values[at];
                values[at] = null;
                hole = at;
            }
        }
    }

    private int indexOf(int key) {
        int mask = keys.length - 1;
        int at = home(key, mask);
        while (values[at] != null && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private static int home(int key, int mask) {
        int mixed = key * SPREAD;
        return (mixed ^ (mixed >>> 16)) & mask;
    }

    private void grow() {
        int[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = new @Nullable Object[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int index = indexOf(oldKeys[i]);
                keys[index] = oldKeys[i];
                values[index] = oldValues[i];
            }
        }
    }
}
