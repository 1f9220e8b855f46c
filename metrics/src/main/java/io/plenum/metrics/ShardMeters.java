package io.plenum.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;

/// One shard's counters and gauges, each with the label `shard`.
final class ShardMeters {
    private final ShardView shard;
    private final MeterRegistry registry;

    private ShardMeters(ShardView shard, MeterRegistry registry) {
        this.shard = shard;
        this.registry = registry;
    }

    static void bind(ShardView shard, MeterRegistry registry) {
        new ShardMeters(shard, registry).bindAll();
    }

    private void bindAll() {
        for (Counter counter : Counter.values()) {
            count(CounterNames.of(counter), counters -> counters.get(counter));
        }
        for (DropReason reason : DropReason.values()) {
            count(CounterNames.of(reason), counters -> counters.get(reason));
        }
        gauge("plenum.links", "Transports that are open or opening", shard.links());
        gauge("plenum.packets.in.use", "Packets that hold something at the moment", shard.packetsInUse());
        gauge("plenum.packets.limit", "Packets there may be", shard::packetLimit);
        gauge(
                "plenum.relief",
                "What is left out of the video for want of time: 0 nothing, 1 frames, 2 sizes, 3 all pictures",
                () -> shard.relief().get().ordinal());
    }

    private void count(CounterName name, ToDoubleFunction<Counters> value) {
        FunctionCounter.builder(name.name(), shard.counters(), value)
                .description(name.help())
                .tags(name.tags())
                .tag("shard", shard.name())
                .register(registry);
    }

    private void gauge(String name, String help, IntSupplier value) {
        Gauge.builder(name, value::getAsInt)
                .description(help)
                .tag("shard", shard.name())
                .register(registry);
    }
}
