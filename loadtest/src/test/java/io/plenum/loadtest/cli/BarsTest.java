package io.plenum.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.media.Streams;
import io.plenum.loadtest.run.Bar;
import io.plenum.loadtest.run.Result;
import io.plenum.loadtest.run.Results;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which limits there are, and what they are held against.
class BarsTest {
    /// In calm 2 ms, beside guests 6 ms; of two joins one took 90 ms, 70 of them the server's.
    private final Result visited = new Results()
            .seconds(1)
            .second(Results.late(2), Streams.NONE)
            .second(Results.late(6), Streams.NONE)
            .visited(Duration.ofSeconds(1), joined(40, 10), joined(90, 70))
            .end();

    private static JoinTimes joined(long firstMedia, long server) {
        return new JoinTimes(Duration.ZERO, Duration.ZERO, Duration.ofMillis(firstMedia), Duration.ofMillis(server));
    }

    private static Bar bar(String... typed) throws WrongUsage {
        List<Bar> bars = Bars.of(Request.parse(List.of(typed)));
        assertEquals(1, bars.size());
        return bars.getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "--max-join-ms, 90",
        "--max-join-server-ms, 70",
        "--max-guest-server-ms, 70",
        "--max-busy-ratio, 3",
        "--max-p50-ms, 2",
        "--max-p99-ms, 6",
        "--max-kb, 3255.2"
    })
    void aBarIsMetUpToItsLimit(String flag, double value) throws WrongUsage {
        Bar above = bar("churn", flag, Double.toString(value * 1.05));
        assertTrue(above.isMetBy(visited), () -> above.inWords(visited));
        Bar below = bar("churn", flag, Double.toString(value * 0.95));
        assertFalse(below.isMetBy(visited), () -> below.inWords(visited));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--max-p99-ms", "--max-join-server-ms", "--max-guest-server-ms", "--max-busy-ratio"})
    void whatIsUnknownIsMissedForAReason(String flag) throws WrongUsage {
        Result nothing =
                new Results().seconds(1).second(Results.nothing(), Streams.NONE).end();
        Bar bar = bar("webinar", flag, "1000");
        assertFalse(bar.isMetBy(nothing));
        String why = bar.whyUnknown(nothing).orElseThrow();
        assertFalse(why.isEmpty());
        assertEquals("unknown (" + why + ")", bar.valueInWords(nothing));
    }

    @Test
    void withoutGuestsThereIsNoRatio() {
        assertEquals(Double.NaN, new Results().seconds(4).end().busyRatio());
        assertEquals(
                Double.NaN,
                new Results().seconds(4).visited(Duration.ZERO).end().busyRatio(),
                "nothing was measured before them");
    }

    @Test
    void aRampHasBarsOfItsOwn() throws WrongUsage {
        List<Bar> bars = Bars.of(Request.parse(List.of("ramp", "--max-loss", "1")));
        assertEquals(
                List.of("latency p99, ms 20.0", "loss, % 1.0", "starved, % 0.1"),
                bars.stream().map(bar -> bar.name() + " " + bar.limit()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "NaN", "Infinity", "low"})
    void aBarIsANumber(String limit) throws WrongUsage {
        Request request = Request.parse(List.of("webinar", "--max-p99-ms", limit));
        assertThrows(WrongUsage.class, () -> Bars.of(request));
    }
}
