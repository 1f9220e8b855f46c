package io.plenum.loadtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.loadtest.crowd.CrowdSample;
import io.plenum.loadtest.media.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Looks at the server take as long as they like.
class SecondsTest {
    private static final long SECOND = 1_000_000_000;

    private final List<Sample> told = new ArrayList<>();
    private final Seconds seconds = new Seconds(seen(0), told::add);
    private int number;

    private static Optional<ServerReading> seen(long cpuNanos) {
        return Optional.of(new ServerReading(cpuNanos, 1, 1, 1));
    }

    private CompletableFuture<Optional<ServerReading>> add() {
        CompletableFuture<Optional<ServerReading>> look = new CompletableFuture<>();
        CrowdSample crowd = new CrowdSample(3, Results.good(), Results.good(), List.of(), 0, Streams.NONE, Map.of());
        seconds.add(++number, 1, true, crowd, look);
        return look;
    }

    private List<Double> times() {
        return told.stream().map(Sample::atSeconds).toList();
    }

    @Test
    void theyAreToldInTheirOrderWhenTheyAreWhole() {
        var first = add();
        var second = add();
        var _ = add();
        second.complete(seen(2));
        seconds.settle();
        assertEquals(List.of(), times());
        first.complete(seen(1));
        seconds.settle();
        assertEquals(List.of(1.0, 2.0), times());
        assertEquals(3, seconds.count());
    }

    @Test
    void theEndWaitsForAllOfThem() {
        add().complete(seen(1));
        var last = add();
        var _ = CompletableFuture.runAsync(() -> last.complete(seen(2)));
        List<Sample> rest = seconds.from(1);
        assertEquals(List.of(told.get(1)), rest);
        assertEquals(seen(2), rest.getFirst().server());
    }

    @Test
    void whatWasUsedSinceAFailedLookIsSpreadOverThatTime() {
        add().complete(seen(SECOND / 2));
        add().complete(Optional.empty());
        add().completeExceptionally(new IllegalStateException("no answer"));
        add().complete(seen(2 * SECOND));
        assertEquals(
                List.of(0.5, Double.NaN, Double.NaN, 0.5),
                seconds.from(0).stream().map(Sample::serverCores).toList());
        assertEquals(Optional.empty(), told.get(2).server());
    }
}
