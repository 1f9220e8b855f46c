package io.plenum.loadtest.run;

import io.plenum.loadtest.crowd.CrowdSample;
import java.util.Optional;

/// One second of a load test.
///
/// @param atSeconds since its start
/// @param seconds how long it really was
/// @param measured whether it counts: everybody is there and has settled
/// @param server at its end; empty where its process could not be seen
/// @param serverCores how many processors the server kept busy since it was seen last; NaN where that is unknown
public record Sample(
        double atSeconds,
        double seconds,
        boolean measured,
        CrowdSample crowd,
        Optional<ServerReading> server,
        double serverCores) {
    /// Each second of a run is kept, however long it is.
    public Sample {
        crowd = crowd.packed();
    }

    public double packetsPerSecond() {
        return crowd.counts().packets() / seconds;
    }

    public double bitsPerSecond() {
        return crowd.counts().bytes() * 8 / seconds;
    }
}
