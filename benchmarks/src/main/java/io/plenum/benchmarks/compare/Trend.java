package io.plenum.benchmarks.compare;

import io.plenum.loadtest.run.Sample;
import io.plenum.loadtest.run.ServerReading;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// How a server's memory, threads and descriptors changed while it was measured.
final class Trend {
    /// What is looked at in the first, the middle and the last part of so many: guests come and go, means do not.
    private static final int PARTS = 10;

    private static final double MEGA = 1e6;
    private static final double SECONDS_PER_HOUR = 3_600;

    private final List<Sample> samples;

    private Trend(List<Sample> samples) {
        this.samples = samples;
    }

    /// Empty of samples without a look at the server.
    static Map<Figure, Double> of(List<Sample> measured) {
        return new Trend(measured.stream()
                        .filter(sample -> sample.server().isPresent())
                        .toList())
                .figures();
    }

    private Map<Figure, Double> figures() {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        if (samples.size() < PARTS) {
            return figures;
        }
        ToDoubleFunction<ServerReading> memory = reading -> reading.residentBytes() / MEGA;
        figures.put(Figure.RESIDENT_START_MB, mean(0, memory));
        figures.put(Figure.RESIDENT_MIDDLE_MB, mean(PARTS / 2, memory));
        figures.put(Figure.RESIDENT_END_MB, mean(PARTS - 1, memory));
        figures.put(Figure.RESIDENT_MB_PER_HOUR, slopePerHour(memory));
        figures.put(Figure.THREADS_START, mean(0, ServerReading::threads));
        figures.put(Figure.THREADS_MIDDLE, mean(PARTS / 2, ServerReading::threads));
        figures.put(Figure.THREADS_END, mean(PARTS - 1, ServerReading::threads));
        figures.put(Figure.DESCRIPTORS_START, mean(0, ServerReading::descriptors));
        figures.put(Figure.DESCRIPTORS_MIDDLE, mean(PARTS / 2, ServerReading::descriptors));
        figures.put(Figure.DESCRIPTORS_END, mean(PARTS - 1, ServerReading::descriptors));
        return figures;
    }

    private double mean(int part, ToDoubleFunction<ServerReading> what) {
        return samples.subList(samples.size() * part / PARTS, samples.size() * (part + 1) / PARTS).stream()
                .mapToDouble(sample -> what.applyAsDouble(sample.server().orElseThrow()))
                .average()
                .orElse(Double.NaN);
    }

    /// By least squares over the second half, when what fills once has been filled.
    private double slopePerHour(ToDoubleFunction<ServerReading> what) {
        List<Sample> half = samples.subList(samples.size() / 2, samples.size());
        double meanTime = half.stream().mapToDouble(Sample::atSeconds).average().orElse(0);
        double meanValue = half.stream()
                .mapToDouble(sample -> what.applyAsDouble(sample.server().orElseThrow()))
                .average()
                .orElse(0);
        double together = 0;
        double alone = 0;
        for (Sample sample : half) {
            double time = sample.atSeconds() - meanTime;
            together += time * (what.applyAsDouble(sample.server().orElseThrow()) - meanValue);
            alone += time * time;
        }
        return together / alone * SECONDS_PER_HOUR;
    }
}
