package io.plenum.loadtest.run;

import io.plenum.loadtest.crowd.CrowdSample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The seconds of a run in their order. Each is whole when the look at the server that ends it is done: nobody who
/// comes or goes waits for that. Used by one thread.
final class Seconds {
    private static final double NANOS = 1e9;

    private record Waiting(
            double atSeconds,
            double seconds,
            boolean measured,
            CrowdSample crowd,
            CompletableFuture<Optional<ServerReading>> look) {}

    private final Consumer<Sample> told;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final List<Sample> whole = new ArrayList<>();
    private Optional<ServerReading> lastSeen;
    private double lastSeenSeconds;

    /// @param before the server at the beginning
    /// @param told of each that is whole
    Seconds(Optional<ServerReading> before, Consumer<Sample> told) {
        this.lastSeen = before;
        this.told = told;
    }

    void add(
            double atSeconds,
            double seconds,
            boolean measured,
            CrowdSample crowd,
            CompletableFuture<Optional<ServerReading>> look) {
        waiting.add(new Waiting(atSeconds, seconds, measured, crowd, look.exceptionally(_ -> Optional.empty())));
        settle();
    }

    /// Tells of those that have become whole.
    void settle() {
        while (!waiting.isEmpty() && waiting.element().look().isDone()) {
            settle(waiting.remove());
        }
    }

    private void settle(Waiting second) {
        Optional<ServerReading> seen = second.look().join();
        Sample sample = new Sample(
                second.atSeconds(),
                second.seconds(),
                second.measured(),
                second.crowd(),
                seen,
                cores(seen, second.atSeconds()));
        whole.add(sample);
        told.accept(sample);
        if (seen.isPresent()) {
            lastSeen = seen;
            lastSeenSeconds = second.atSeconds();
        }
    }

    private double cores(Optional<ServerReading> seen, double atSeconds) {
        return seen.isEmpty() || lastSeen.isEmpty()
                ? Double.NaN
                : (seen.get().cpuNanos() - lastSeen.get().cpuNanos()) / NANOS / (atSeconds - lastSeenSeconds);
    }

    int count() {
        return whole.size() + waiting.size();
    }

    /// Those from there on; waits for the looks that are not done.
    List<Sample> from(int first) {
        waiting.forEach(second -> second.look().join());
        settle();
        return List.copyOf(whole.subList(first, whole.size()));
    }
}
