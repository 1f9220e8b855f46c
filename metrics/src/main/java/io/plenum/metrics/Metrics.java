package io.plenum.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/// Everything that `GET /metrics` shows. [#scrape] may be called on any thread.
public final class Metrics implements AutoCloseable {
    /// The text format's media type, with the version that Prometheus asks for.
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    /// These are held here because the registry holds what it reads only weakly.
    private final List<ShardView> shards;

    private final Supplier<MeetingsView> meetings;
    private final Supplier<QualityView> quality;

    /// @param estimateBounds of [QualityView#estimates], in bits per second, rising
    public Metrics(String version, Supplier<MeetingsView> meetings, List<Long> estimateBounds, List<ShardView> shards) {
        this.shards = List.copyOf(shards);
        this.meetings = meetings;
        this.quality = () -> meetings.get().quality();
        bindVersion(version);
        new MeetingMeters(this.meetings).bind(registry);
        QualityMeters.bind(this.quality, estimateBounds, registry);
        this.shards.forEach(shard -> ShardMeters.bind(shard, registry));
        registry.getPrometheusRegistry().register(new TimingHistograms(this.shards));
        bindVirtualMachine(registry);
    }

    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }

    private void bindVersion(String version) {
        Gauge.builder("plenum.info", () -> 1)
                .description("Always 1; the label says which version runs")
                .tag("version", version)
                .register(registry);
    }

    private void bindVirtualMachine(MeterRegistry registry) {
        gc.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new ResidentMemory().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }
}
