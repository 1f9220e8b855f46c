package io.plenum.receive;

import io.plenum.memory.TimerQueue;

/// The packets missing from one stream, and when to ask for each of them (RFC 4585 generic NACK).
///
/// A packet is asked for when it has been missing longer than mere reordering explains, again after each round trip,
/// and given up when its answer could no longer be played. For video giving up means that a key frame is needed.
public final class NackTracker {
    /// More at once is an outage, not loss: a key frame repairs it with fewer packets.
    public static final int MAX_MISSING = 256;

    /// Wi-Fi and load-balanced links put packets out of order by a few milliseconds.
    static final long REORDERING_NANOS = 10_000_000L;

    /// An answer takes a round trip and the sender's pacing.
    static final long MIN_INTERVAL_NANOS = 20_000_000L;

    static final long MAX_INTERVAL_NANOS = 250_000_000L;

    /// As often as browsers ask.
    static final int MAX_REQUESTS = 10;

    /// As long as the history that would forward the answer.
    static final long MAX_AGE_NANOS = 1_000_000_000L;

    private final long[] sequences = new long[MAX_MISSING];
    private final long[] since = new long[MAX_MISSING];
    private final long[] due = new long[MAX_MISSING];
    private final int[] requests = new int[MAX_MISSING];
    private int size;
    private long deadline = TimerQueue.NEVER;
    private boolean gaveUp;

    /// Everything between two numbers, both exclusive, has not come.
    public void gap(long before, long after, long nowNanos) {
        if (after - before - 1 > MAX_MISSING - size) {
            clear();
            gaveUp = true;
            return;
        }
        for (long sequence = before + 1; sequence < after; sequence++) {
            sequences[size] = sequence;
            since[size] = nowNanos;
            due[size] = nowNanos + REORDERING_NANOS;
            requests[size] = 0;
            size++;
        }
        deadline = Math.min(deadline, nowNanos + REORDERING_NANOS);
    }

    /// True when the packet had been missing. Late packets are rare: the list is searched from its young end.
    public boolean arrived(long sequence) {
        for (int i = size - 1; i >= 0; i--) {
            if (sequences[i] == sequence) {
                remove(i);
                return true;
            }
        }
        return false;
    }

    /// Writes the numbers to ask for now, lowest first, and returns how many.
    public int collect(long[] into, long roundTripNanos, long nowNanos) {
        if (nowNanos < deadline) {
            return 0;
        }
        giveUpOld(nowNanos);
        long interval = Math.clamp(roundTripNanos, MIN_INTERVAL_NANOS, MAX_INTERVAL_NANOS);
        int count = 0;
        deadline = TimerQueue.NEVER;
        for (int i = 0; i < size; i++) {
            if (due[i] <= nowNanos && count < into.length) {
                into[count++] = sequences[i];
                due[i] = nowNanos + interval;
                requests[i]++;
            }
            deadline = Math.min(deadline, due[i]);
        }
        return count;
    }

    /// Whether something was given up since the last call.
    public boolean takeGaveUp() {
        boolean result = gaveUp;
        gaveUp = false;
        return result;
    }

    /// When to collect next; never when nothing is missing.
    public long deadline() {
        return deadline;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
        deadline = TimerQueue.NEVER;
    }

    private void giveUpOld(long nowNanos) {
        for (int i = size - 1; i >= 0; i--) {
            boolean tooOften = requests[i] >= MAX_REQUESTS && due[i] <= nowNanos;
            if (tooOften || nowNanos - since[i] >= MAX_AGE_NANOS) {
                remove(i);
                gaveUp = true;
            }
        }
    }

    private void remove(int index) {
        int after = size - index - 1;
        System.arraycopy(sequences, index + 1, sequences, index, after);
        System.arraycopy(since, index + 1, since, index, after);
        System.arraycopy(due, index + 1, due, index, after);
        System.arraycopy(requests, index + 1, requests, index, after);
        size--;
        if (size == 0) {
            deadline = TimerQueue.NEVER;
        }
    }
}
