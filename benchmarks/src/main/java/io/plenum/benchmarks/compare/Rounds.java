package io.plenum.benchmarks.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All measurements of one trial, by contender, in the order of the rounds.
record Rounds(Trial trial, Map<String, List<Measurement>> byContender) {
    Rounds(Trial trial) {
        this(trial, new LinkedHashMap<>());
    }

    void add(String contender, Measurement measurement) {
        byContender.computeIfAbsent(contender, _ -> new ArrayList<>()).add(measurement);
    }

    /// Of all rounds; NaN when there is no such figure.
    double median(String contender, Figure figure) {
        return median(byContender.getOrDefault(contender, List.of()).stream()
                .mapToDouble(measurement -> measurement.get(figure))
                .toArray());
    }

    /// One's figure as a multiple of another's, round by round: what disturbs one of them, disturbs both.
    double[] ratios(String contender, String other, Figure figure) {
        List<Measurement> ours = byContender.getOrDefault(contender, List.of());
        List<Measurement> theirs = byContender.getOrDefault(other, List.of());
        double[] ratios = new double[Math.min(ours.size(), theirs.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i).get(figure) / theirs.get(i).get(figure);
        }
        return ratios;
    }

    /// The setting of Janus with which it used least; empty when it did not run.
    String bestOfJanus() {
        String best = "";
        double least = Double.MAX_VALUE;
        for (String name : byContender.keySet()) {
            double cpu = median(name, Figure.CPU_MICROS);
            if (name.startsWith(Entrant.JANUS) && cpu < least) {
                best = name;
                least = cpu;
            }
        }
        return best;
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
