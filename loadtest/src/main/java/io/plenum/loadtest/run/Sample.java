package io.plenum.loadtest.run;

import io.plenum.loadtest.crowd.CrowdSample;
import java.util.Optional;

/// One second of a load test.
///
/// @param atSeconds since its start
/// @param seconds how long it really was
/// @param measured whether it counts: everybody is there and has settled
/// @param server empty where its process cannot be seen
/// @param cpuNanos what the server used in it
public record Sample(
        double atSeconds,
        double seconds,
        boolean measured,
        CrowdSample crowd,
        Optional<ServerReading> server,
        long cpuNanos) {
    /// Each second of a run is kept, however long it is.
    public Sample {
        crowd = crowd.packed();
    }

    /// How many processors the server kept busy.
    public double serverCores() {
        return cpuNanos / seconds / 1e9;
    }

    public double packetsPerSecond() {
        return crowd.counts().packets() / seconds;
    }

    public double bitsPerSecond() {
        return crowd.counts().bytes() * 8 / seconds;
    }
}
