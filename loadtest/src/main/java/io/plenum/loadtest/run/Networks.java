package io.plenum.loadtest.run;

import io.plenum.loadtest.crowd.NetworkSample;
import io.plenum.loadtest.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What comes of each network of a test, summed up while it is measured: its seconds may be many, its networks are few.
final class Networks {
    private final Map<String, NetworkResult> results = new LinkedHashMap<>();

    Networks(Scenario scenario) {
        scenario.networkNames().forEach(network -> results.put(network, NetworkResult.none(network)));
    }

    /// What there was in so many seconds.
    void add(Map<String, NetworkSample> samples, double seconds) {
        results.replaceAll(
                (network, soFar) -> samples.containsKey(network) ? soFar.plus(samples.get(network), seconds) : soFar);
    }

    List<NetworkResult> results() {
        return List.copyOf(results.values());
    }
}
