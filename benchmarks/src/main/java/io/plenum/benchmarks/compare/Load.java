package io.plenum.benchmarks.compare;

import io.plenum.loadtest.crowd.Crowd;
import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.crowd.Venue;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.run.LoadTest;
import io.plenum.loadtest.run.ProcessProbe;
import io.plenum.loadtest.run.Progress;
import io.plenum.loadtest.run.Result;
import io.plenum.loadtest.scenario.Scenario;
import io.plenum.transport.dtls.DtlsIdentity;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Loads a server with synthetic participants, the same way for each that is compared.
final class Load {
    private static final double KILO = 1_024;
    private static final double PERCENT = 100;

    private Load() {}

    /// @param identity of all participants: it says how they agree to protect media
    /// @param fanOut to how many each packet goes
    /// @param watches look at the server while it is measured; what the first of them use is not seen by the last
    static Measurement measure(
            Function<Vertx, Venue> venue,
            DtlsIdentity identity,
            long pid,
            Scenario scenario,
            int fanOut,
            List<? extends Watch> watches)
            throws IOException {
        List<Watch> all = new ArrayList<>(watches);
        all.add(new OwnCpu());
        Result result;
        try (Crowd crowd = Crowd.start(venue, 1, scenario.seed(), identity)) {
            result = LoadTest.run(scenario, crowd, new ProcessProbe(pid), new Observed(all), List.of());
        }
        if (result.failed() > 0 && scenario.churnPerSecond() == 0) {
            throw new IOException(result.failed() + " could not join: " + result.failures());
        }
        Map<Figure, Double> figures = figures(result, fanOut);
        Counts counts = result.counts();
        all.forEach(watch -> figures.putAll(watch.figures(counts.packets() + counts.retransmitted())));
        figures.putAll(Trend.of(result.measured()));
        return Measurement.of(figures, String.join(", ", result.encryptions()));
    }

    private static Map<Figure, Double> figures(Result result, int fanOut) {
        Counts counts = result.counts();
        double packets = counts.packets() + counts.retransmitted();
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.PACKETS_PER_SECOND, packets / result.seconds());
        figures.put(Figure.BYTES_PER_PACKET, counts.bytes() / packets);
        figures.put(Figure.CPU_MICROS, result.cpuMicrosPerPacket());
        figures.put(Figure.P50_MILLIS, result.latencyMillis(50));
        figures.put(Figure.P99_MILLIS, result.latencyMillis(99));
        figures.put(Figure.P999_MILLIS, result.latencyMillis(99.9));
        figures.put(Figure.MAX_MILLIS, result.latencyMillis(100));
        figures.put(Figure.RESIDENT_KILOBYTES, result.residentBytesPerParticipant() / KILO);
        double all = (double) counts.sent() * fanOut;
        figures.put(Figure.REACHED_PERCENT, counts.packets() / all * PERCENT);
        figures.put(Figure.LOSS_PERCENT, counts.lossRatio() * PERCENT);
        figures.put(Figure.LATE_MILLIS, result.longestTickMillis());
        figures.put(Figure.FAILED_JOINS, (double) result.failed());
        figures.put(Figure.ANSWER_P95_MILLIS, result.guestJoinMillis(JoinTimes::answered, 95));
        figures.put(Figure.CONNECTED_P95_MILLIS, result.guestJoinMillis(JoinTimes::connected, 95));
        figures.put(Figure.JOIN_P95_MILLIS, result.guestJoinMillis(JoinTimes::firstMedia, 95));
        figures.put(Figure.SERVER_P50_MILLIS, result.guestJoinMillis(JoinTimes::server, 50));
        figures.put(Figure.SERVER_P95_MILLIS, result.guestJoinMillis(JoinTimes::server, 95));
        figures.put(Figure.CALM_P99_MILLIS, result.calm().latencyMillis(99));
        figures.put(Figure.BUSY_P99_MILLIS, result.busy().latencyMillis(99));
        return figures;
    }

    /// Tells those who watch when measuring begins and ends.
    private record Observed(List<Watch> watches) implements Progress {
        @Override
        public void phase(String what) {
            switch (what) {
                case "measuring" -> watches.forEach(Watch::begin);
                case "leaving" -> watches.reversed().forEach(Watch::end);
                default -> {} // nothing is counted yet
            }
        }
    }
}
