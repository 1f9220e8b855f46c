package io.plenum.transport.udp;

import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The datagrams one read took from a port, each in a packet of the pool.
///
/// Reused for every read. Whoever takes a packet out has taken over its hold.
public final class ReceiveBatch {
    /// Enough to spread the cost of a turn of the loop, few enough that 64 encrypted packets (about 100 µs) do not
    /// make a timer late.
    public static final int CAPACITY = 64;

    /// What a port may put into a full batch all the same: datagrams that the kernel hands out joined
    /// come together or not at all, up to 128 in each of the 8 buffers of one system call. Should a
    /// kernel ever join more, what does not fit is dropped.
    static final int EXCESS = ReceiveRing.MESSAGES * ReceiveRing.MAX_SEGMENTS;

    /// So many packets hold whatever one read brings.
    public static final int MOST = CAPACITY + EXCESS;

    /// Nobody wanted to know when a datagram arrived.
    static final long NOT_ASKED = 0;

    private final PacketPool pool;
    private final Counters counters;
    private final @Nullable Packet[] packets = new @Nullable Packet[MOST];
    private final @Nullable InetSocketAddress[] sources = new @Nullable InetSocketAddress[MOST];
    private final long[] arrivals = new long[MOST];
    private int size;

    public ReceiveBatch(PacketPool pool, Counters counters) {
        this.pool = pool;
        this.counters = counters;
    }

    public int size() {
        return size;
    }

    /// Gives up the batch's hold on the packet to the caller.
    public Packet takePacket(int index) {
        Packet packet = packets[index];
        packets[index] = null;
        if (packet == null) {
            throw new IllegalStateException("taken twice: " + index);
        }
        return packet;
    }

    public InetSocketAddress source(int index) {
        InetSocketAddress source = sources[index];
        if (source == null) {
            throw new IllegalStateException("nothing at " + index);
        }
        return source;
    }

    /// When it arrived, on the clock of [System#nanoTime]; of a port that stamps arrivals, else [#NOT_ASKED].
    public long arrivedNanos(int index) {
        return arrivals[index];
    }

    /// Forgets everything; all packets must have been taken.
    public void clear() {
        size = 0;
    }

    boolean full() {
        return size >= CAPACITY;
    }

    /// A packet to copy a datagram into; null when the datagram is to be dropped, which has been counted then.
    @Nullable
    Packet add(int length, InetSocketAddress source, long arrivedNanos) {
        counters.count(Counter.DATAGRAMS_IN);
        counters.add(Counter.BYTES_IN, length);
        if (length > Packet.MAX_DATAGRAM) {
            counters.drop(DropReason.OVERSIZED);
            return null;
        }
        Packet packet = size == packets.length ? null : pool.take();
        if (packet == null) {
            counters.drop(DropReason.NO_PACKET_MEMORY);
            return null;
        }
        packet.length(length);
        packets[size] = packet;
        arrivals[size] = arrivedNanos;
        sources[size++] = source;
        return packet;
    }
}
