package io.plenum.metrics;

import io.plenum.core.LayerReason;
import io.plenum.core.LinkLimit;
import java.util.List;
import java.util.Map;

/// How all pictures and all links do at one moment.
///
/// @param slots for video, by the reason why each shows no better layer
/// @param links to subscribers, by what limits each
/// @param estimates how many links are thought to carry up to each of the bounds that [Metrics] was given and no less
///     than the one before; the last one is beyond all of them
public record QualityView(Map<LayerReason, Integer> slots, Map<LinkLimit, Integer> links, List<Integer> estimates) {
    public QualityView {
        slots = Map.copyOf(slots);
        links = Map.copyOf(links);
        estimates = List.copyOf(estimates);
    }
}
