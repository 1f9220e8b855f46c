package io.plenum.signaling.stats;

import io.plenum.core.LayerReason;
import io.plenum.core.LinkLimit;
import io.plenum.core.Quality;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// How all pictures and all links do at this moment, as far as the engine has said: written by signaling's event loop,
/// read by any thread.
public final class QualityStats {
    /// Bits per second: one small picture, one in the middle, a large one, a whole grid; and more than that.
    public static final List<Long> ESTIMATE_BOUNDS = List.of(300_000L, 1_000_000L, 3_000_000L, 10_000_000L);

    private final AtomicIntegerArray slots = new AtomicIntegerArray(LayerReason.values().length);
    private final AtomicIntegerArray links = new AtomicIntegerArray(LinkLimit.values().length);
    private final AtomicIntegerArray estimates = new AtomicIntegerArray(ESTIMATE_BOUNDS.size() + 1);

    /// What was said of a subscriber before counts no more.
    public void changed(Optional<Quality> before, Optional<Quality> after) {
        before.ifPresent(quality -> count(quality, -1));
        after.ifPresent(quality -> count(quality, 1));
    }

    private void count(Quality quality, int by) {
        quality.slots().forEach(slot -> slots.addAndGet(slot.reason().ordinal(), by));
        links.addAndGet(quality.link().limit().ordinal(), by);
        long estimate = quality.link().estimateBitsPerSecond();
        if (estimate > 0) {
            estimates.addAndGet(place(estimate), by);
        }
    }

    private static int place(long estimate) {
        int place = 0;
        while (place < ESTIMATE_BOUNDS.size() && estimate > ESTIMATE_BOUNDS.get(place)) {
            place++;
        }
        return place;
    }

    Snapshot snapshot() {
        Map<LayerReason, Integer> byReason = new EnumMap<>(LayerReason.class);
        for (LayerReason reason : LayerReason.values()) {
            byReason.put(reason, slots.get(reason.ordinal()));
        }
        Map<LinkLimit, Integer> byLimit = new EnumMap<>(LinkLimit.class);
        for (LinkLimit limit : LinkLimit.values()) {
            byLimit.put(limit, links.get(limit.ordinal()));
        }
        List<Integer> byEstimate = new ArrayList<>();
        for (int place = 0; place < estimates.length(); place++) {
            byEstimate.add(estimates.get(place));
        }
        return new Snapshot(byReason, byLimit, byEstimate);
    }

    /// @param slots for video, by the reason why each shows no better layer
    /// @param links to subscribers, by what limits each
    /// @param estimates how many of the links are thought to carry up to each of [#ESTIMATE_BOUNDS] and no less
    ///     than the one before; the last one is beyond all of them
    public record Snapshot(Map<LayerReason, Integer> slots, Map<LinkLimit, Integer> links, List<Integer> estimates) {
        public Snapshot {
            slots = Map.copyOf(slots);
            links = Map.copyOf(links);
            estimates = List.copyOf(estimates);
        }
    }
}
