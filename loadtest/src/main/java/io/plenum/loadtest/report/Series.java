package io.plenum.loadtest.report;

import java.util.List;

/// One line of a plot; a value that is no number leaves a gap.
record Series(String name, List<Double> values) {
    Series {
        values = List.copyOf(values);
    }

    double highest() {
        return values.stream()
                .filter(Double::isFinite)
                .mapToDouble(value -> value)
                .max()
                .orElse(0);
    }

    double lowestAboveZero() {
        return values.stream()
                .filter(value -> Double.isFinite(value) && value > 0)
                .mapToDouble(value -> value)
                .min()
                .orElse(1);
    }
}
