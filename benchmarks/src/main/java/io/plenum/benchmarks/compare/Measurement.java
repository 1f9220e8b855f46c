package io.plenum.benchmarks.compare;

import java.util.EnumMap;
import java.util.Map;

/// What one contender did in one round: the figures that could be had.
record Measurement(Map<Figure, Double> figures) {
    Measurement {
        figures = Map.copyOf(figures);
    }

    /// What no number came of is left out.
    static Measurement of(Map<Figure, Double> figures) {
        Map<Figure, Double> finite = new EnumMap<>(Figure.class);
        figures.forEach((figure, value) -> {
            if (Double.isFinite(value)) {
                finite.put(figure, value);
            }
        });
        return new Measurement(finite);
    }

    /// NaN where there is no such figure.
    double get(Figure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }
}
