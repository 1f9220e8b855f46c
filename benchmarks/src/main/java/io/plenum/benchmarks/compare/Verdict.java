package io.plenum.benchmarks.compare;

/// One bar and what was reached.
///
/// @param value NaN when it was not measured: such a bar is not kept
record Verdict(String bar, double limit, double value) {
    /// In a word.
    String word() {
        return Double.isNaN(value) ? "NOT MEASURED" : met() ? "met" : "MISSED";
    }

    boolean met() {
        return value <= limit;
    }
}
