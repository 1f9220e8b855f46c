package io.plenum.loadtest.crowd;

import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.media.Streams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a crowd saw since it was asked last.
///
/// @param present who are in, with keys agreed
/// @param counts of everybody
/// @param staying of those who did not come as guests
/// @param slotsByLayer video slots in which something played, by the highest quality of it
/// @param longestTickNanos between two ticks of a loop, which should be 5 ms: much more, and the crowd
///     itself was too slow for its figures to be trusted
/// @param streams that should be playing at this moment
/// @param networks the same by the names of the networks that people sit behind
public record CrowdSample(
        int present,
        Counts counts,
        Counts staying,
        List<Integer> slotsByLayer,
        long longestTickNanos,
        Streams streams,
        Map<String, NetworkSample> networks) {
    public CrowdSample {
        networks = Map.copyOf(networks);
    }

    /// The same, to be kept: without the networks, which are summed up instead.
    public CrowdSample packed() {
        return new CrowdSample(
                present, counts.packed(), staying.packed(), slotsByLayer, longestTickNanos, streams, Map.of());
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
                streams.plus(other.streams),
                merged(networks, other.networks));
    }

    /// The same, with what the networks themselves did.
    CrowdSample over(Map<String, EmulatorSample> emulators) {
        Map<String, NetworkSample> samples = new HashMap<>();
        emulators.forEach((network, emulator) -> samples.put(network, NetworkSample.of(emulator)));
        return new CrowdSample(
                present, counts, staying, slotsByLayer, longestTickNanos, streams, merged(networks, samples));
    }

    private static Map<String, NetworkSample> merged(Map<String, NetworkSample> some, Map<String, NetworkSample> more) {
        Map<String, NetworkSample> all = new HashMap<>(some);
        more.forEach((network, sample) -> all.merge(network, sample, NetworkSample::plus));
        return all;
    }
}
