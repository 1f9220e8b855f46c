package io.plenum.receive;

import io.plenum.memory.TimerQueue;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.SequenceExtender;

/// When each of a publisher's packets arrived, by its transport-wide number, for the publisher's bandwidth estimator
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01).
///
/// Only with this feedback does a browser raise its send rate above a few hundred kilobits.
public final class TwccRecorder {
    /// As often as browsers themselves send it; their estimator is tuned to that.
    static final long INTERVAL_NANOS = 100_000_000L;

    /// 100 ms of 100 Mbit/s in packets of 1,200 bytes, a power of two.
    private static final int CAPACITY = 2048;

    /// Half a second of a voice and a good picture. A power of two.
    private static final int INITIAL_CAPACITY = 128;

    /// What is older is reported, and what is missing beside it comes no more.
    private static final long KEPT_NANOS = 1_000_000_000L;

    /// A report of so many statuses stays below 1,000 bytes even if each has a large delta.
    private static final int MAX_STATUSES = 400;

    private static final int HEADER_LENGTH = 20;
    private static final int TRANSPORT_FEEDBACK = 205;
    private static final int FORMAT = 15;

    private static final long TICK_NANOS = 250_000L;
    private static final long TICKS_PER_REFERENCE = 256;

    private static final int WORDS = 2;
    /// 0 where there is none.
    private static final int SEQUENCE = 0;
    private static final int ARRIVAL = 1;

    private static final int NOT_RECEIVED = 0;
    private static final int SMALL_DELTA = 1;
    private static final int LARGE_DELTA = 2;
    private static final int LONGEST_RUN = 0x1FFF;
    private static final int SYMBOLS_OF_TWO_BITS = 7;
    private static final int SYMBOLS_OF_ONE_BIT = 14;

    private final SequenceExtender sequences = new SequenceExtender();
    /// A ring that grows to [#CAPACITY] while it would forget what may still be reported. One array for all: what is
    /// written for each packet lies side by side.
    private long[] words = new long[INITIAL_CAPACITY * WORDS];

    private int mask = INITIAL_CAPACITY - 1;
    private final byte[] symbols = new byte[MAX_STATUSES];
    private final int[] deltas = new int[MAX_STATUSES];
    private long from = -1;
    private int feedbackCount;
    private long deadline = TimerQueue.NEVER;

    public void arrived(int sequence16, long nowNanos) {
        long sequence = sequences.extend(sequence16);
        long highest = sequences.highest();
        if (sequence <= highest - CAPACITY) {
            return;
        }
        while (capacity() < CAPACITY && isOutgrown(sequence, nowNanos)) {
            grow();
        }
        int at = at(sequence);
        if (words[at + SEQUENCE] == sequence) {
            return;
        }
        words[at + SEQUENCE] = sequence;
        words[at + ARRIVAL] = nowNanos;
        // One that comes after its report is reported again, with what surrounds it.
        from = from < 0 ? sequence : Math.max(Math.min(from, sequence), highest - mask);
        if (deadline == TimerQueue.NEVER) {
            deadline = nowNanos + INTERVAL_NANOS;
        }
    }

    private int capacity() {
        return mask + 1;
    }

    private boolean isOutgrown(long sequence, long nowNanos) {
        int at = at(sequence);
        long first = from < 0 ? sequence : Math.min(from, sequence);
        boolean another = words[at + SEQUENCE] > 0 && words[at + SEQUENCE] != sequence;
        boolean forgets = another && nowNanos - words[at + ARRIVAL] < KEPT_NANOS;
        return forgets || sequences.highest() - first >= capacity();
    }

    private void grow() {
        long[] old = words;
        words = new long[2 * old.length];
        mask = 2 * mask + 1;
        for (int i = 0; i < old.length; i += WORDS) {
            if (old[i + SEQUENCE] > 0) {
                System.arraycopy(old, i, words, at(old[i + SEQUENCE]), WORDS);
            }
        }
    }

    /// When to [#write]; never when nothing arrived since.
    public long deadline() {
        return deadline;
    }

    /// Writes one feedback packet and returns its length; 0 when there is nothing (more) to report. Needs 1,000 bytes.
    public int write(byte[] target, int offset, long senderSsrc, long mediaSsrc) {
        deadline = TimerQueue.NEVER;
        while (from >= 0 && from <= sequences.highest() && !has(from)) {
            from++;
        }
        if (from < 0 || from > sequences.highest()) {
            return 0;
        }
        long reference = arrival(from) / TICK_NANOS / TICKS_PER_REFERENCE;
        int statuses = classify(reference * TICKS_PER_REFERENCE);
        BigEndian.put32(target, offset + 4, senderSsrc);
        BigEndian.put32(target, offset + 8, mediaSsrc);
        BigEndian.put16(target, offset + 12, (int) from);
        BigEndian.put16(target, offset + 14, statuses);
        BigEndian.put24(target, offset + 16, (int) reference);
        BigEndian.put8(target, offset + 19, feedbackCount++);
        int end = writeDeltas(target, writeChunks(target, offset + HEADER_LENGTH, statuses), statuses);
        end = pad(target, offset, end);
        from += statuses;
        return end - offset;
    }

    /// Fills symbols and deltas; returns for how many numbers.
    private int classify(long referenceTick) {
        int count = (int) Math.min(MAX_STATUSES, sequences.highest() - from + 1);
        long before = referenceTick;
        for (int i = 0; i < count; i++) {
            if (!has(from + i)) {
                symbols[i] = NOT_RECEIVED;
                continue;
            }
            long tick = arrival(from + i) / TICK_NANOS;
            long delta = tick - before;
            if (delta != (short) delta) {
                return i;
            }
            symbols[i] = (byte) (delta >= 0 && delta <= 0xFF ? SMALL_DELTA : LARGE_DELTA);
            deltas[i] = (int) delta;
            before = tick;
        }
        return count;
    }

    private int writeChunks(byte[] target, int offset, int statuses) {
        int end = offset;
        int at = 0;
        while (at < statuses) {
            int run = run(at, statuses);
            int chunk;
            if (run > SYMBOLS_OF_ONE_BIT || run == statuses - at) {
                chunk = (symbols[at] << 13) | Math.min(run, LONGEST_RUN);
                at += Math.min(run, LONGEST_RUN);
            } else if (fitsOneBit(at, statuses)) {
                chunk = 0x8000 | vector(at, statuses, SYMBOLS_OF_ONE_BIT, 1);
                at += SYMBOLS_OF_ONE_BIT;
            } else {
                chunk = 0xC000 | vector(at, statuses, SYMBOLS_OF_TWO_BITS, 2);
                at += SYMBOLS_OF_TWO_BITS;
            }
            BigEndian.put16(target, end, chunk);
            end += 2;
        }
        return end;
    }

    private int run(int at, int statuses) {
        int end = at + 1;
        while (end < statuses && symbols[end] == symbols[at]) {
            end++;
        }
        return end - at;
    }

    private boolean fitsOneBit(int at, int statuses) {
        for (int i = at; i < Math.min(statuses, at + SYMBOLS_OF_ONE_BIT); i++) {
            if (symbols[i] == LARGE_DELTA) {
                return false;
            }
        }
        return true;
    }

    private int vector(int at, int statuses, int count, int bits) {
        int vector = 0;
        for (int i = at; i < at + count; i++) {
            vector = (vector << bits) | (i < statuses ? symbols[i] : NOT_RECEIVED);
        }
        return vector;
    }

    private int writeDeltas(byte[] target, int offset, int statuses) {
        int end = offset;
        for (int i = 0; i < statuses; i++) {
            if (symbols[i] == SMALL_DELTA) {
                BigEndian.put8(target, end, deltas[i]);
                end += 1;
            } else if (symbols[i] == LARGE_DELTA) {
                BigEndian.put16(target, end, deltas[i]);
                end += 2;
            }
        }
        return end;
    }

    /// To a multiple of four bytes, with RTCP's own padding (RFC 3550 §6.4.1), and closes the header.
    private static int pad(byte[] target, int offset, int end) {
        int padding = -(end - offset) & 3;
        for (int i = 0; i < padding; i++) {
            BigEndian.put8(target, end + i, i == padding - 1 ? padding : 0);
        }
        BigEndian.put8(target, offset, (2 << 6) | (padding > 0 ? 0x20 : 0) | FORMAT);
        BigEndian.put8(target, offset + 1, TRANSPORT_FEEDBACK);
        BigEndian.put16(target, offset + 2, (end + padding - offset) / 4 - 1);
        return end + padding;
    }

    private boolean has(long sequence) {
        return words[at(sequence) + SEQUENCE] == sequence;
    }

    private long arrival(long sequence) {
        return words[at(sequence) + ARRIVAL];
    }

    private int at(long sequence) {
        return ((int) sequence & mask) * WORDS;
    }
}
