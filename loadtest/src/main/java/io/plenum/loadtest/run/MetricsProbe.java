package io.plenum.loadtest.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// A Plenum server, wherever it is, by its metrics.
public final class MetricsProbe implements ServerProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest request;

    /// @param metrics such as `http://media.example.org:8080/metrics`
    public MetricsProbe(URI metrics) {
        request = HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
    }

    @Override
    public Optional<ServerReading> read() {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == OK ? reading(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Empty when it is some other program's text.
    static Optional<ServerReading> reading(String text) {
        double cpu = sum(text, "process_cpu_time_ns_total");
        return cpu == 0
                ? Optional.empty()
                : Optional.of(new ServerReading(
                        (long) cpu,
                        values(text, "process_resident_memory_bytes")
                                .findFirst()
                                .orElse(Double.NaN),
                        (int) sum(text, "jvm_threads_live_threads"),
                        (int) sum(text, "process_files_open_files")));
    }

    /// Over all labels.
    private static double sum(String text, String name) {
        return values(text, name).sum();
    }

    /// A line is `name{labels} value`.
    private static DoubleStream values(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
    }
}
