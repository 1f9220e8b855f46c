package io.plenum.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the benchmarks once, far too briefly to learn anything but that they still work.
class BenchmarksRunTest {
    /// Both scores are rates, and their ratio is rounded.
    private static final double ROUNDING = 1e-9;

    @Test
    void forwardingReachesEverySubscriber() throws RunnerException {
        Collection<RunResult> results = run(ForwardBenchmark.class);
        assertEquals(2 * StreamKind.values().length, results.size());
        for (RunResult result : results) {
            int subscribers = Integer.parseInt(result.getParams().getParam("subscribers"));
            double received = result.getPrimaryResult().getScore();
            Result<?> forwarded = result.getSecondaryResults().get("forwarded");
            assertNotNull(forwarded);
            assertTrue(received > 0);
            double share = forwarded.getScore() / received / subscribers;
            assertTrue(share > 0 && share <= 1 + ROUNDING, "packets out per packet in and subscriber: " + share);
        }
    }

    @Test
    void meetingsForwardInEachTurn() throws RunnerException {
        Collection<RunResult> results = run(RoomsBenchmark.class);
        assertEquals(4, results.size());
        for (RunResult result : results) {
            Result<?> forwarded = result.getSecondaryResults().get("forwarded");
            assertNotNull(forwarded);
            double perTurn = forwarded.getScore() / result.getPrimaryResult().getScore();
            assertTrue(perTurn > 1, "packets out in a turn: " + perTurn);
        }
    }

    @Test
    void encryptionHasACostForEachEngineProfileAndSize() throws RunnerException {
        Collection<RunResult> results = run(ProtectBenchmark.class);
        assertEquals(24, results.size());
        for (RunResult result : results) {
            assertTrue(result.getPrimaryResult().getScore() > 0);
        }
    }

    @Test
    void aViewersTurnHasACost() throws RunnerException {
        Collection<RunResult> results = run(SealBenchmark.class);
        assertEquals(4, results.size());
        for (RunResult result : results) {
            assertTrue(result.getPrimaryResult().getScore() > 0);
        }
    }

    @Test
    void packetsHaveACostOnEachWayToTheKernel() throws RunnerException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "native UDP is for Linux");
        Collection<RunResult> results = run(UdpBenchmark.class);
        assertEquals(8, results.size());
        for (RunResult result : results) {
            assertTrue(result.getPrimaryResult().getScore() > 0);
        }
    }

    private static Collection<RunResult> run(Class<?> benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName())
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
