package io.plenum.loadtest.crowd;

import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.media.Streams;
import java.util.ArrayList;
import java.util.List;

/// What a crowd saw since it was asked last.
///
/// @param present who are in, with keys agreed
/// @param counts of everybody
/// @param staying of those who did not come as guests
/// @param slotsByLayer video slots in which something played, by the highest quality of it
/// @param longestTickNanos between two ticks of a loop, which should be 5 ms: much more, and the crowd
///     itself was too slow for its figures to be trusted
/// @param streams that should be playing at this moment
public record CrowdSample(
        int present,
        Counts counts,
        Counts staying,
        List<Integer> slotsByLayer,
        long longestTickNanos,
        Streams streams) {
    /// The same, to be kept.
    public CrowdSample packed() {
        return new CrowdSample(present, counts.packed(), staying.packed(), slotsByLayer, longestTickNanos, streams);
    }

    CrowdSample plus(CrowdSample other) {
        List<Integer> slots = new ArrayList<>();
        for (int layer = 0; layer < slotsByLayer.size(); layer++) {
            slots.add(slotsByLayer.get(layer) + other.slotsByLayer.get(layer));
        }
        return new CrowdSample(
                present + other.present,
                counts.plus(other.counts),
                staying.plus(other.staying),
                slots,
                Math.max(longestTickNanos, other.longestTickNanos),
                streams.plus(other.streams));
    }
}
