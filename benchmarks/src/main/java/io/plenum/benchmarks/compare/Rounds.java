package io.plenum.benchmarks.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// All measurements of one workload, by contender, in the order of the rounds.
record Rounds(Workload workload, Map<String, List<Measurement>> byContender) {
    Rounds(Workload workload) {
        this(workload, new LinkedHashMap<>());
    }

    void add(String contender, Measurement measurement) {
        byContender.computeIfAbsent(contender, _ -> new ArrayList<>()).add(measurement);
    }

    /// Of all rounds.
    double median(String contender, ToDoubleFunction<Measurement> figure) {
        return median(byContender.getOrDefault(contender, List.of()).stream()
                .mapToDouble(figure)
                .toArray());
    }

    /// CPU per packet of one as a multiple of another's, round by round: what disturbs one of them, disturbs both.
    double[] ratios(String contender, String other) {
        List<Measurement> ours = byContender.getOrDefault(contender, List.of());
        List<Measurement> theirs = byContender.getOrDefault(other, List.of());
        double[] ratios = new double[Math.min(ours.size(), theirs.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i).cpuMicrosPerPacket() / theirs.get(i).cpuMicrosPerPacket();
        }
        return ratios;
    }

    /// NaN of nothing; of two, the mean.
    static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
