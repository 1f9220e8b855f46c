package io.plenum.benchmarks.compare;

import java.util.EnumMap;
import java.util.Map;

/// What one contender did in one round: the figures that could be had.
///
/// @param encryption by the profile's name
record Measurement(Map<Figure, Double> figures, String encryption) {
    Measurement {
        figures = Map.copyOf(figures);
    }

    /// Of a round that could not be measured: keeps its place among the others.
    static final Measurement NONE = new Measurement(Map.of(), "");

    /// What no number came of is left out.
    static Measurement of(Map<Figure, Double> figures, String encryption) {
        Map<Figure, Double> finite = new EnumMap<>(Figure.class);
        figures.forEach((figure, value) -> {
            if (Double.isFinite(value)) {
                finite.put(figure, value);
            }
        });
        return new Measurement(finite, encryption);
    }

    boolean wasMade() {
        return !figures.isEmpty();
    }

    /// NaN where there is no such figure.
    double get(Figure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }
}
