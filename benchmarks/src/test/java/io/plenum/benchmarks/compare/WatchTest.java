package io.plenum.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    @TempDir
    private Path folder = Path.of("");

    private static String stop(long nanos) {
        return "[5.1s][info][safepoint] Safepoint \"Cleanup\", Time since last: 9 ns, Reaching safepoint: 8 ns, "
                + "At safepoint: 7 ns, Leaving safepoint: 6 ns, Total: " + nanos
                + " ns, Threads: 0 runnable, 11 total\n";
    }

    @Test
    void onlyStopsOfTheMeasuredTimeCount() throws Exception {
        Path log = folder.resolve("stops.log");
        SafepointLog stops = new SafepointLog(log);
        Files.writeString(log, stop(90_000_000));
        stops.begin();
        Files.writeString(log, Files.readString(log) + stop(1_000_000) + stop(2_500_000));
        stops.end();
        Files.writeString(log, Files.readString(log) + stop(70_000_000));
        assertEquals(Map.of(Figure.STOP_MILLIS, 2.5), stops.figures(1));
    }

    @Test
    void shardsAreToldApart() {
        Map<String, Double> sent = ShardShares.sentByShard("""
                # TYPE plenum_rtp_packets_total counter
                plenum_rtp_packets_total{direction="in",shard="0"} 5.0
                plenum_rtp_packets_total{direction="out",shard="0"} 100.0
                plenum_rtp_packets_total{direction="out",shard="1"} 1.5E7
                """);
        assertEquals(Map.of("0", 100.0, "1", 1.5e7), sent);
    }
}
