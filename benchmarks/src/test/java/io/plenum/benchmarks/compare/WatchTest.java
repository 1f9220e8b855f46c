package io.plenum.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

    @Test
    void aHistogramsLastLineIsAllThatLives() {
        double bytes = LiveHeap.bytes("""
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         27291        4106328  [B (java.base@25.0.1)
                   2:             1             16  Total
                Total         27292        4106344
                """);
        assertEquals(4_106_344, bytes);
        assertEquals(Double.NaN, LiveHeap.bytes("no such command"));
    }

    @Test
    void whatIsKeptLivesAndWhatIsDroppedDoesNot() throws Exception {
        try (JavaMachine own = new JavaMachine(ManagementFactory.getPlatformMBeanServer(), () -> {})) {
            LiveHeap heap = new LiveHeap(own);
            heap.begin();
            byte[] kept = new byte[20_000_000];
            Arrays.fill(new byte[20_000_000], kept[0]);
            heap.end();
            Map<Figure, Double> figures = heap.figures(1);
            double grown = get(figures, Figure.LIVE_END_MB) - get(figures, Figure.LIVE_START_MB);
            assertTrue(grown > 19 && grown < 30, grown + " MB of " + kept.length);
        }
    }

    private static double get(Map<Figure, Double> figures, Figure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }
}
