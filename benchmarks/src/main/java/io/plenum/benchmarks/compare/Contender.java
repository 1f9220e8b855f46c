package io.plenum.benchmarks.compare;

import java.io.IOException;

/// One of those that are compared.
interface Contender {
    /// Starts its process, loads it, measures and ends it.
    Measurement measure(Workload workload) throws IOException;
}
