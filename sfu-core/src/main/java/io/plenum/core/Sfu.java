package io.plenum.core;

import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.stats.Counters;

/// The engine: every room of one shard.
public final class Sfu {
    private final PacketPool pool;
    private final Counters counters;

    public Sfu(SfuConfig config, Counters counters) {
        this.pool = new PacketPool(config.packetPoolLimit());
        this.counters = counters;
    }

    /// Where the shard takes the memory for what it receives.
    public PacketPool pool() {
        return pool;
    }

    public Counters counters() {
        return counters;
    }

    /// Takes over the caller's hold on the packet.
    public void receive(PeerId from, Packet packet, long nowNanos) {
        packet.release();
    }

    public void command(Command command, long nowNanos) {}

    public void advance(long nowNanos) {}

    public long drain(Output out, long nowNanos) {
        return Long.MAX_VALUE;
    }
}
