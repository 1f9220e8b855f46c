package io.plenum.send;

import io.plenum.memory.Packet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The last packets of one published layer, stored once and read by all its subscribers.
///
/// Bounded by count (a ring over the extended sequence number) and by age: a retransmission that arrives a second
/// late is of use to no player, and memory is for those who can use it.
public final class PacketHistory {
    /// One second of 4.9 Mbit/s in packets of 1,200 bytes: more than a browser sends on one video encoding.
    public static final int VIDEO_PACKETS = 512;

    /// One second of 10 ms packets, the shortest that browsers make, rounded up.
    public static final int AUDIO_PACKETS = 128;

    public static final long MAX_AGE_NANOS = 1_000_000_000L;

    private static final int WORDS = 2;
    private static final int SEQUENCE = 0;
    private static final int ARRIVAL = 1;

    private final @Nullable Packet[] packets;
    /// The number and the arrival of each, side by side.
    private final long[] words;

    private final int mask;
    private long oldest;
    private long newest = -1;
    private int size;

    /// @param capacity a power of two
    public PacketHistory(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("not a power of two: " + capacity);
        }
        packets = new @Nullable Packet[capacity];
        words = new long[capacity * WORDS];
        mask = capacity - 1;
    }

    /// Holds the packet until it is too old; one that is too old already is not taken.
    public void add(long sequence, Packet packet, long nowNanos) {
        if (size == 0) {
            oldest = sequence;
            newest = sequence;
        }
        if (sequence <= newest - packets.length) {
            return;
        }
        newest = Math.max(newest, sequence);
        dropBelow(newest - mask);
        oldest = Math.min(oldest, sequence);
        int index = index(sequence);
        release(index);
        packet.retain();
        packets[index] = packet;
        words[index * WORDS + SEQUENCE] = sequence;
        words[index * WORDS + ARRIVAL] = nowNanos;
        size++;
    }

    /// Null when it never arrived or is gone (a hot path: no Optional).
    public @Nullable Packet get(long sequence) {
        int index = index(sequence);
        return words[index * WORDS + SEQUENCE] == sequence ? packets[index] : null;
    }

    /// The same by the low half of its number: all that is stored are near each other.
    @Nullable
    Packet get(int low) {
        int index = low & mask;
        return (int) words[index * WORDS + SEQUENCE] == low ? packets[index] : null;
    }

    /// The highest number stored since the history was last empty.
    public long newest() {
        return newest;
    }

    /// Lets go of what is too old. Packets arrive nearly in order, so the first young one ends the search.
    public void expire(long nowNanos) {
        while (size > 0) {
            int index = index(oldest);
            if (packets[index] != null && nowNanos - words[index * WORDS + ARRIVAL] < MAX_AGE_NANOS) {
                return;
            }
            release(index);
            oldest++;
        }
    }

    public void clear() {
        for (int index = 0; index < packets.length; index++) {
            release(index);
        }
        Arrays.fill(words, 0);
    }

    public int size() {
        return size;
    }

    private void dropBelow(long limit) {
        if (limit - oldest > packets.length) {
            clear();
            oldest = limit;
        }
        while (oldest < limit) {
            release(index(oldest++));
        }
    }

    private void release(int index) {
        Packet packet = packets[index];
        if (packet != null) {
            packets[index] = null;
            size--;
            packet.release();
        }
    }

    private int index(long sequence) {
        return (int) sequence & mask;
    }
}
