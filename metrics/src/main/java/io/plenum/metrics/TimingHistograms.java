package io.plenum.metrics;

import io.plenum.stats.Timing;
import io.plenum.stats.Timings;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;

/// The shards' distributions as Prometheus histograms. Micrometer has no meter that reads a histogram kept elsewhere,
/// so this one goes to the Prometheus library beneath it.
final class TimingHistograms implements MultiCollector {
    private static final double SECONDS_PER_MICRO = 1e-6;
    private static final double SECONDS_PER_NANO = 1e-9;

    private final List<ShardView> shards;

    TimingHistograms(List<ShardView> shards) {
        this.shards = shards;
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> histograms = new ArrayList<>();
        for (Timing timing : Timing.values()) {
            histograms.add(histogram(timing));
        }
        return new MetricSnapshots(histograms);
    }

    private HistogramSnapshot histogram(Timing timing) {
        HistogramSnapshot.Builder builder =
                HistogramSnapshot.builder().name(name(timing)).help(help(timing));
        for (ShardView shard : shards) {
            builder.dataPoint(HistogramDataPointSnapshot.builder()
                    .labels(Labels.of("shard", shard.name()))
                    .classicHistogramBuckets(buckets(shard.timings(), timing))
                    .sum(shard.timings().sumNanos(timing) * SECONDS_PER_NANO)
                    .build());
        }
        return builder.build();
    }

    private static ClassicHistogramBuckets buckets(Timings timings, Timing timing) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int bucket = 0; bucket < Timings.BUCKETS; bucket++) {
            buckets.bucket(upperBoundSeconds(bucket), timings.count(timing, bucket));
        }
        return buckets.build();
    }

    private static double upperBoundSeconds(int bucket) {
        long micros = Timings.upperBoundMicros(bucket);
        return micros == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : micros * SECONDS_PER_MICRO;
    }

    private static String name(Timing timing) {
        return switch (timing) {
            case ICE_CONNECT -> "plenum_ice_connect_seconds";
            case DTLS_HANDSHAKE -> "plenum_dtls_handshake_seconds";
            case LOOP_LAG -> "plenum_loop_lag_seconds";
        };
    }

    private static String help(Timing timing) {
        return switch (timing) {
            case ICE_CONNECT -> "From a transport's opening to the first address pair that works";
            case DTLS_HANDSHAKE -> "From the first ClientHello to the exported keys";
            case LOOP_LAG ->
                "How much later than asked a shard's loop came round: what packets wait at worst, its rest between turns included";
        };
    }
}
