package io.plenum.loadtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetricsProbeTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int PATIENCE_SECONDS = 20;

    @Test
    void whoDoesNotAnswerIsNotWaitedFor() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(Optional.empty(), look(server));
        }
    }

    @Test
    void anAnswerWithoutEndIsNone() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Socket> begun = CompletableFuture.supplyAsync(() -> begin(server));
            assertEquals(Optional.empty(), look(server));
            begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS).close();
        }
    }

    private static Socket begin(ServerSocket server) {
        try {
            Socket socket = server.accept();
            String answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nprocess_cpu_time_ns_total 2.904E10\n";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ServerReading> look(ServerSocket server) throws Exception {
        URI metrics = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/metrics");
        return new MetricsProbe(metrics, SHORT).look().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void valuesAreReadAndSummedOverLabels() {
        String text = """
                # TYPE process_cpu_time_ns_total counter
                process_cpu_time_ns_total 2.904E10
                jvm_memory_used_bytes{area="heap",id="Old Gen"} 5.0E7
                process_resident_memory_bytes 8.0E7
                jvm_threads_live_threads 16.0
                jvm_threads_live_threads_of_another_kind 99.0
                process_files_open_files 27.0
                """;
        assertEquals(Optional.of(new ServerReading(29_040_000_000L, 80_000_000, 16, 27)), MetricsProbe.reading(text));
    }

    /// What the Java machine uses is not it: garbage is in that, and what lies outside the heap is not.
    @Test
    void memoryThatIsNotToldIsNoNumber() {
        String text = """
                process_cpu_time_ns_total 2.904E10
                jvm_memory_used_bytes{area="heap",id="Old Gen"} 5.0E7
                """;
        assertEquals(Optional.of(new ServerReading(29_040_000_000L, Double.NaN, 0, 0)), MetricsProbe.reading(text));
    }

    @Test
    void anotherProgramsTextIsNoReading() {
        assertEquals(Optional.empty(), MetricsProbe.reading("up 1\n"));
    }
}
