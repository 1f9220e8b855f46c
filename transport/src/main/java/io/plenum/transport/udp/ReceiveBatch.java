package io.plenum.transport.udp;

import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The datagrams one read took from a port, each in a packet of the pool.
///
/// Reused for every read. Whoever takes a packet out has taken over its hold.
public final class ReceiveBatch {
    /// Enough to spread the cost of a turn of the loop, few enough that 64 encrypted packets (about 100 µs) do not
    /// make a timer late.
    public static final int CAPACITY = 64;

    private final PacketPool pool;
    private final Counters counters;
    private final @Nullable Packet[] packets = new @Nullable Packet[CAPACITY];
    private final @Nullable InetSocketAddress[] sources = new @Nullable InetSocketAddress[CAPACITY];
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

    /// Forgets everything; all packets must have been taken.
    public void clear() {
        size = 0;
    }

    boolean full() {
        return size == CAPACITY;
    }

    /// Copies a datagram in, or drops and counts it.
    void add(ByteBuffer datagram, InetSocketAddress source) {
        int length = datagram.remaining();
        counters.count(Counter.DATAGRAMS_IN);
        counters.add(Counter.BYTES_IN, length);
        if (length > Packet.MAX_DATAGRAM) {
            counters.drop(DropReason.OVERSIZED);
            return;
        }
        Packet packet = pool.take();
        if (packet == null) {
            counters.drop(DropReason.NO_PACKET_MEMORY);
            return;
        }
        datagram.get(packet.bytes(), 0, length);
        packet.length(length);
        packets[size] = packet;
        sources[size++] = source;
    }
}
