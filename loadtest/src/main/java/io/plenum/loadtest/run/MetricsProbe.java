package io.plenum.loadtest.run;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/// A Plenum server, wherever it is, by its metrics.
public final class MetricsProbe implements ServerProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final Duration patience;

    /// @param metrics such as `http://media.example.org:8080/metrics`
    public MetricsProbe(URI metrics) {
        this(metrics, PATIENCE);
    }

    /// @param patience until the last byte of the answer
    MetricsProbe(URI metrics, Duration patience) {
        this.request = HttpRequest.newBuilder(metrics).build();
        this.patience = patience;
    }

    @Override
    public CompletableFuture<Optional<ServerReading>> look() {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, BodyHandlers.ofString());
        return answer.thenApply(response ->
                        response.statusCode() == OK ? reading(response.body()) : Optional.<ServerReading>empty())
                .exceptionally(_ -> Optional.empty())
                .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> answer.cancel(true));
    }

    @Override
    public String name() {
        return request.uri().toString();
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
