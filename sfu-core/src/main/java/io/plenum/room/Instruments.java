package io.plenum.room;

import io.plenum.allocate.BitrateAllocator;
import io.plenum.core.SfuConfig;
import io.plenum.stats.Counters;

/// What rooms of a shard use in turn, because one packet is worked on at a time: readers, writers, flyweights.
public final class Instruments {
    final SfuConfig config;
    final Counters counters;
    final ReceivedPacket received = new ReceivedPacket();
    final ReceivedPacket replayed = new ReceivedPacket();
    final ControlReader control;
    final Downstream downstream;
    final RtcpCompound rtcp;
    final BitrateAllocator allocator = new BitrateAllocator();

    public Instruments(SfuConfig config, Counters counters) {
        this.config = config;
        this.counters = counters;
        this.control = new ControlReader(config, counters);
        this.downstream = new Downstream(config, counters);
        this.rtcp = new RtcpCompound(counters);
    }
}
