package io.plenum.bwe;

import io.plenum.rtp.BigEndian;
import java.util.Map;
import java.util.TreeMap;

/// A receiver that reports arrivals as browsers do: two-bit symbols only, which every report may use.
final class FeedbackWriter {
    private static final long TICK = 250_000;
    private static final long REFERENCE = 64 * Units.MILLISECOND;

    private final TreeMap<Long, Long> arrivals = new TreeMap<>();
    private final byte[] packet = new byte[16_384];
    private long next = -1;
    private int count;

    void arrived(long sequence, long nowNanos) {
        if (sequence >= next || next - sequence < 500) {
            arrivals.put(sequence, nowNanos);
        }
    }

    /// The length of the report in [#packet], 0 when there is nothing to tell.
    int write() {
        if (arrivals.isEmpty()) {
            return 0;
        }
        long base = next < 0 ? arrivals.firstKey() : Math.min(next, arrivals.firstKey());
        long last = arrivals.lastKey();
        int statuses = (int) (last - base + 1);
        Map.Entry<Long, Long> first = arrivals.firstEntry();
        long reference = first.getValue() / REFERENCE;
        BigEndian.put8(packet, 0, 0x8F);
        BigEndian.put8(packet, 1, 205);
        BigEndian.put32(packet, 4, 1);
        BigEndian.put32(packet, 8, 2);
        BigEndian.put16(packet, 12, (int) base);
        BigEndian.put16(packet, 14, statuses);
        BigEndian.put24(packet, 16, (int) reference);
        BigEndian.put8(packet, 19, count++);
        int length = writeStatuses(base, statuses, reference * REFERENCE);
        arrivals.clear();
        next = last + 1;
        return length;
    }

    private int writeStatuses(long base, int statuses, long reference) {
        int chunkAt = 20;
        int deltaAt = 20 + 2 * ((statuses + 6) / 7);
        long before = reference / TICK;
        for (int i = 0; i < statuses; i += 7) {
            int chunk = 0xC000;
            for (int j = 0; j < 7; j++) {
                Long arrival = arrivals.get(base + i + j);
                if (arrival != null) {
                    long delta = arrival / TICK - before;
                    before += delta;
                    boolean small = delta >= 0 && delta < 256;
                    chunk |= (small ? 1 : 2) << (2 * (6 - j));
                    deltaAt = small ? put8(deltaAt, delta) : put16(deltaAt, delta);
                }
            }
            BigEndian.put16(packet, chunkAt, chunk);
            chunkAt += 2;
        }
        int padded = (deltaAt + 3) / 4 * 4;
        BigEndian.put16(packet, 2, padded / 4 - 1);
        return padded;
    }

    private int put8(int at, long value) {
        BigEndian.put8(packet, at, (int) value);
        return at + 1;
    }

    private int put16(int at, long value) {
        BigEndian.put16(packet, at, (int) value);
        return at + 2;
    }

    byte[] packet() {
        return packet;
    }
}
