package io.plenum.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/// One bar and what was reached.
///
/// @param value NaN when it was not measured: such a bar is not kept
record Verdict(String bar, double limit, double value) {
    private static final double MAX_JANUS_RATIO = 0.2;
    private static final double MAX_ALLOCATED_BYTES = 1;

    boolean met() {
        return value <= limit;
    }

    /// The project's bars for a workload; those against Janus only where it ran.
    static List<Verdict> of(Rounds rounds) {
        Workload workload = rounds.workload();
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(new Verdict(
                "CPU per packet / floor",
                workload.maxFloorRatio(),
                Rounds.median(rounds.ratios(PlenumContender.NAME, FloorContender.NAME))));
        verdicts.add(new Verdict(
                "p99 one-way latency, ms",
                workload.maxP99Millis(),
                rounds.median(PlenumContender.NAME, Measurement::p99Millis)));
        verdicts.add(new Verdict(
                "bytes allocated per packet",
                MAX_ALLOCATED_BYTES,
                rounds.median(PlenumContender.NAME, Measurement::allocatedPerPacket)));
        String janus = bestOfJanus(rounds);
        if (!janus.isEmpty()) {
            verdicts.add(new Verdict(
                    "CPU per packet / Janus",
                    MAX_JANUS_RATIO,
                    Rounds.median(rounds.ratios(PlenumContender.NAME, janus))));
            verdicts.add(new Verdict(
                    "p99 latency, ms, not above Janus'",
                    rounds.median(janus, Measurement::p99Millis),
                    rounds.median(PlenumContender.NAME, Measurement::p99Millis)));
        }
        return verdicts;
    }

    /// The setting with which it used less; empty when it did not run.
    static String bestOfJanus(Rounds rounds) {
        String best = "";
        double least = Double.MAX_VALUE;
        for (String name : rounds.byContender().keySet()) {
            double cpu = rounds.median(name, Measurement::cpuMicrosPerPacket);
            if (name.startsWith(JanusContender.NAME) && cpu < least) {
                best = name;
                least = cpu;
            }
        }
        return best;
    }
}
