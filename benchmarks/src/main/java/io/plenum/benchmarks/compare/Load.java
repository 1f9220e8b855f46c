package io.plenum.benchmarks.compare;

import io.plenum.loadtest.crowd.Crowd;
import io.plenum.loadtest.crowd.Venue;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.run.LoadTest;
import io.plenum.loadtest.run.ProcessProbe;
import io.plenum.loadtest.run.Progress;
import io.plenum.loadtest.run.Result;
import io.plenum.loadtest.scenario.Scenario;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/// Loads a server with synthetic participants, the same way for each that is compared.
final class Load {
    private Load() {}

    /// @param begin called when measuring begins, and `allocated` when it ends
    static Measurement measure(
            Function<Vertx, Venue> venue, long pid, Scenario scenario, Runnable begin, DoubleSupplier allocated)
            throws IOException {
        Allocated watch = new Allocated(begin, allocated);
        Result result;
        try (Crowd crowd = Crowd.start(venue, 1, scenario.seed())) {
            result = LoadTest.run(scenario, crowd, new ProcessProbe(pid), watch, List.of());
        }
        if (result.failed() > 0) {
            throw new IOException(result.failed() + " could not join: " + result.failures());
        }
        Counts counts = result.counts();
        long packets = counts.packets() + counts.retransmitted();
        return new Measurement(
                result.seconds(),
                packets,
                counts.bytes(),
                Math.round(result.cpuMicrosPerPacket() * 1_000 * packets),
                result.latencyMillis(50),
                result.latencyMillis(99),
                result.latencyMillis(99.9),
                result.residentBytesPerParticipant(),
                watch.bytes,
                counts.lossRatio(),
                result.longestTickMillis());
    }

    /// What the server allocates between the beginning and the end of measuring.
    private static final class Allocated implements Progress {
        private final Runnable begin;
        private final DoubleSupplier allocated;
        private double bytes = Double.NaN;

        Allocated(Runnable begin, DoubleSupplier allocated) {
            this.begin = begin;
            this.allocated = allocated;
        }

        @Override
        public void phase(String what) {
            switch (what) {
                case "measuring" -> begin.run();
                case "leaving" -> bytes = allocated.getAsDouble();
                default -> {} // nothing is counted yet
            }
        }
    }
}
