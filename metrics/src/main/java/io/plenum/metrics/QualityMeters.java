package io.plenum.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.plenum.core.LayerReason;
import io.plenum.core.LinkLimit;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// How many pictures are as they should be, and why the others are not. Labels come from enums and from a fixed list of
/// bounds, never from participants.
final class QualityMeters {
    private final Supplier<QualityView> quality;
    private final MeterRegistry registry;

    private QualityMeters(Supplier<QualityView> quality, MeterRegistry registry) {
        this.quality = quality;
        this.registry = registry;
    }

    static void bind(Supplier<QualityView> quality, List<Long> estimateBounds, MeterRegistry registry) {
        new QualityMeters(quality, registry).bindAll(estimateBounds);
    }

    private void bindAll(List<Long> bounds) {
        for (LayerReason reason : LayerReason.values()) {
            String help = "Video slots, by the reason why each shows no better layer";
            gauge(
                    "plenum.video.slots",
                    help,
                    "reason",
                    label(reason),
                    view -> view.slots().getOrDefault(reason, 0));
        }
        for (LinkLimit limit : LinkLimit.values()) {
            String help = "Links to subscribers, by what keeps the rate from being higher";
            gauge(
                    "plenum.subscriber.links",
                    help,
                    "limit",
                    label(limit),
                    view -> view.links().getOrDefault(limit, 0));
        }
        for (int place = 0; place <= bounds.size(); place++) {
            estimate(place, place < bounds.size() ? bounds.get(place).toString() : "more");
        }
    }

    private void estimate(int place, String bound) {
        String help = "Links to subscribers, by the bits per second that each is thought to carry at most";
        gauge(
                "plenum.subscriber.estimates",
                help,
                "up_to",
                bound,
                view -> view.estimates().get(place));
    }

    private void gauge(String name, String help, String label, String value, ToDoubleFunction<QualityView> read) {
        Gauge.builder(name, quality, source -> read.applyAsDouble(source.get()))
                .description(help)
                .tag(label, value)
                .register(registry);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
