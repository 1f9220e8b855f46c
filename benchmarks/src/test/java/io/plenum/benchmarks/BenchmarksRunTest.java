package io.plenum.benchmarks;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the benchmarks once, far too briefly to learn anything but that they still work.
class BenchmarksRunTest {
    /// Both scores are rates, and their ratio is rounded.
    private static final double ROUNDING = 1e-9;

    /// All of it reaches everybody; of a picture in layers what is too large for their tiles does not.
    private static final double LEAST_SHARE = 0.5;

    private static final Map<String, Collection<RunResult>> RESULTS = new HashMap<>();

    /// All that JMH has found when this module was compiled.
    static Stream<String> benchmarks() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silent, List.of()).stream()
                .map(BenchmarkListEntry::getUserClassQName)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void whatItDoesHasACostWithEachOfItsParameters(String benchmark) throws RunnerException {
        assumeTrue(
                System.getProperty("os.name").equals("Linux") || !benchmark.equals(UdpBenchmark.class.getName()),
                "native UDP is for Linux");
        Collection<RunResult> results = results(benchmark);
        assertFalse(results.isEmpty(), "nothing was run");
        for (RunResult result : results) {
            assertTrue(result.getPrimaryResult().getScore() > 0, () -> "no score of " + result.getParams());
        }
    }

    @Test
    void forwardingReachesEverySubscriber() throws RunnerException {
        for (RunResult result : results(ForwardBenchmark.class.getName())) {
            int subscribers = Integer.parseInt(result.getParams().getParam("subscribers"));
            double share = forwarded(result) / subscribers;
            assertTrue(
                    share >= LEAST_SHARE && share <= 1 + ROUNDING,
                    "packets out per packet in and subscriber: " + share);
        }
    }

    @Test
    void meetingsForwardInEachTurn() throws RunnerException {
        for (RunResult result : results(RoomsBenchmark.class.getName())) {
            assertTrue(forwarded(result) > 1, "packets out in a turn: " + forwarded(result));
        }
    }

    /// For each time that it was done.
    private static double forwarded(RunResult result) {
        Result<?> forwarded = result.getSecondaryResults().get("forwarded");
        assertNotNull(forwarded);
        return forwarded.getScore() / result.getPrimaryResult().getScore();
    }

    /// Each is run once, for whoever asks first.
    private static Collection<RunResult> results(String benchmark) throws RunnerException {
        Collection<RunResult> known = RESULTS.get(benchmark);
        if (known == null) {
            known = run(benchmark);
            RESULTS.put(benchmark, known);
        }
        return known;
    }

    private static Collection<RunResult> run(String benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("^" + Pattern.quote(benchmark + '.'))
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(100))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }
}
