package io.plenum.server.load;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.run.MetricsProbe;
import io.plenum.loadtest.run.ProcessProbe;
import io.plenum.loadtest.run.ServerReading;
import io.plenum.server.PlenumServer;
import io.plenum.server.support.TestServers;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// A load test reads the same of a server's metrics as of its process: nobody renames a metric unseen.
class RemoteServerTest {
    /// The kernel counts a process's time in ticks, user and system apart.
    private static final long TICKS_NANOS = 20_000_000;

    /// What a Java machine takes from the machine between two looks, or gives back.
    private static final double OTHER_MEMORY = 50_000_000;

    /// What is opened and closed between two looks.
    private static final int OTHERS = 10;

    @Test
    void metricsSayWhatTheProcessSays() throws Exception {
        try (PlenumServer server = TestServers.start()) {
            URI page = URI.create("http://127.0.0.1:" + TestServers.port(server) + "/metrics");
            MetricsProbe metrics = new MetricsProbe(page);
            ProcessProbe process = new ProcessProbe(ProcessHandle.current().pid());
            metrics.look().join(); // The first look loads classes, for longer than a probe may wait.
            ServerReading before = process.read().orElseThrow();
            ServerReading told = metrics.look().join().orElseThrow();
            ServerReading after = process.read().orElseThrow();
            assertTrue(told.cpuNanos() >= before.cpuNanos() - TICKS_NANOS, () -> told + " after " + before);
            assertTrue(told.cpuNanos() <= after.cpuNanos() + TICKS_NANOS, () -> told + " before " + after);
            double difference = Math.abs(told.residentBytes() - before.residentBytes());
            assertTrue(difference < OTHER_MEMORY, () -> told + ", " + before);
            // The Java machine does not count its own threads.
            assertTrue(told.threads() > 0 && told.threads() <= after.threads() + OTHERS, () -> told + ", " + after);
            assertTrue(Math.abs(told.descriptors() - before.descriptors()) <= OTHERS, () -> told + ", " + before);
        }
    }
}
