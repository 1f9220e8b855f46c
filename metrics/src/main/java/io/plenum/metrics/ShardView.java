package io.plenum.metrics;

import io.plenum.core.Relief;
import io.plenum.stats.Counters;
import io.plenum.stats.Timings;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// What is read of one shard; every part may be read on any thread at any time.
///
/// @param name the value of the label `shard`
/// @param links transports that are open or opening
/// @param packetsInUse packets of the pool that hold something at the moment
/// @param packetLimit how many there may be
/// @param relief what is left out of the video because the shard has too much to do
public record ShardView(
        String name,
        Counters counters,
        Timings timings,
        IntSupplier links,
        IntSupplier packetsInUse,
        int packetLimit,
        Supplier<Relief> relief) {}
