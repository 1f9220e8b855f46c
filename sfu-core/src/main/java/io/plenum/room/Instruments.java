package io.plenum.room;

import io.plenum.allocate.BitrateAllocator;
import io.plenum.core.SfuConfig;
import io.plenum.memory.Packet;
import io.plenum.relay.Shedding;
import io.plenum.stats.Counters;
import org.jspecify.annotations.Nullable;

/// What rooms of a shard use in turn, because one packet is worked on at a time: readers, writers, flyweights.
public final class Instruments {
    final SfuConfig config;
    final Counters counters;
    final ReceivedPacket received = new ReceivedPacket();
    private final ReceivedPacket replayed = new ReceivedPacket();
    final ControlReader control;
    final Downstream downstream;
    final RtcpCompound rtcp;
    final RelayRoutes relayRoutes = new RelayRoutes();
    final RelayWriter relayWriter;
    final Mirrors mirrors = new Mirrors();
    final BitrateAllocator allocator = new BitrateAllocator();
    private final Shedding shedding = new Shedding();

    public Instruments(SfuConfig config, Counters counters) {
        this.config = config;
        this.counters = counters;
        this.control = new ControlReader(config, counters);
        this.downstream = new Downstream(config, counters);
        this.rtcp = new RtcpCompound(counters);
        this.relayWriter = new RelayWriter(relayRoutes, counters);
    }

    /// Of this shard itself; those of the ways to others are in the routes.
    public Shedding shedding() {
        return shedding;
    }

    /// What comes from other shards, by its numbers.
    public Mirrors mirrors() {
        return mirrors;
    }

    /// A later packet of the layer that a key frame began, out of its history; null when it has not come.
    @Nullable
    ReceivedPacket replay(ReceivedPacket first, long sequence) {
        Packet packet = first.layer().history().get(sequence);
        return packet != null && replayed.again(first.layer(), packet, sequence) ? replayed : null;
    }
}
