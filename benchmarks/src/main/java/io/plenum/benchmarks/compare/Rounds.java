package io.plenum.benchmarks.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// All measurements of one trial, by contender, in the order of the rounds.
///
/// @param failures why there are none where there should be
record Rounds(Trial trial, Map<String, List<Measurement>> byContender, List<String> failures) {
    Rounds(Trial trial) {
        this(trial, new LinkedHashMap<>(), new ArrayList<>());
    }

    void add(String contender, Measurement measurement) {
        byContender.computeIfAbsent(contender, _ -> new ArrayList<>()).add(measurement);
    }

    /// This round of it could not be measured.
    void failed(String contender, String why) {
        add(contender, Measurement.NONE);
        failures.add(why);
    }

    /// Of all rounds that were measured; NaN when there is no such figure.
    double median(String contender, Figure figure) {
        return median(byContender.getOrDefault(contender, List.of()).stream()
                .filter(Measurement::wasMade)
                .mapToDouble(measurement -> measurement.get(figure))
                .toArray());
    }

    /// One's figure as a multiple of another's, round by round where both were measured: what disturbs one of them,
    /// disturbs both.
    double[] ratios(String contender, String other, Figure figure) {
        List<Measurement> ours = byContender.getOrDefault(contender, List.of());
        List<Measurement> theirs = byContender.getOrDefault(other, List.of());
        return IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .filter(round -> ours.get(round).wasMade() && theirs.get(round).wasMade())
                .mapToDouble(
                        round -> ours.get(round).get(figure) / theirs.get(round).get(figure))
                .toArray();
    }

    /// The setting of Janus with which it used least; empty when it did not run.
    String bestOfJanus() {
        return settingsOfJanus().stream()
                .min(Comparator.comparingDouble(this::cpuMicros))
                .orElse("");
    }

    /// Those with which its CPU was measured.
    List<String> settingsOfJanus() {
        return byContender.keySet().stream()
                .filter(name -> name.startsWith(Entrant.JANUS) && Double.isFinite(cpuMicros(name)))
                .toList();
    }

    private double cpuMicros(String contender) {
        return median(contender, Figure.CPU_MICROS);
    }

    /// How one's media was encrypted; empty where nothing was measured.
    String encryption(String contender) {
        return byContender.getOrDefault(contender, List.of()).stream()
                .map(Measurement::encryption)
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    List<Verdict> verdicts() {
        return trial.bars().stream()
                .filter(bar -> bar.appliesTo(this))
                .map(bar -> bar.judge(this))
                .toList();
    }

    /// NaN of nothing, and where one of them is NaN; of two, the mean.
    static double median(double... values) {
        if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
