package io.plenum.memory;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// All packets of one shard. Grows to its limit on demand and never beyond; packets are reused, never freed.
public final class PacketPool {
    /// What one takes of the heap: its bytes, what counts its holders, the headers of both, and its place here. Of all
    /// collectors' ways to lay out objects the largest.
    public static final int PACKET_BYTES = 1_620;

    private final int limit;
    private final ArrayDeque<Packet> free = new ArrayDeque<>();
    private int created;

    /// @param limit how many packets may exist: the memory bound of the shard is `limit × PACKET_BYTES`
    public PacketPool(int limit) {
        this.limit = limit;
    }

    /// A packet held once by the caller; null when all are in use (the caller drops and counts).
    public @Nullable Packet take() {
        Packet packet = free.pollLast();
        if (packet == null) {
            if (created == limit) {
                return null;
            }
            packet = new Packet(this, created++);
        }
        packet.taken();
        return packet;
    }

    public int inUse() {
        return created - free.size();
    }

    public int limit() {
        return limit;
    }

    void recycle(Packet packet) {
        free.addLast(packet);
    }
}
