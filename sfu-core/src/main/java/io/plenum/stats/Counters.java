package io.plenum.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// One writer, any readers: a writer pays a plain add, a reader sees a recent value, never a torn one.
public final class Counters {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counts = new long[Counter.values().length];
    private final long[] drops = new long[DropReason.values().length];

    public void count(Counter counter) {
        add(counts, counter.ordinal(), 1);
    }

    public void add(Counter counter, long amount) {
        add(counts, counter.ordinal(), amount);
    }

    public void drop(DropReason reason) {
        add(drops, reason.ordinal(), 1);
    }

    public void drop(DropReason reason, long amount) {
        add(drops, reason.ordinal(), amount);
    }

    public long get(Counter counter) {
        return (long) CELL.getOpaque(counts, counter.ordinal());
    }

    public long get(DropReason reason) {
        return (long) CELL.getOpaque(drops, reason.ordinal());
    }

    private static void add(long[] cells, int index, long amount) {
        CELL.setOpaque(cells, index, cells[index] + amount);
    }
}
