package io.plenum.loadtest.run;

/// A number, or why there is none.
///
/// @param value NaN where it is unknown
/// @param why it is unknown, in words; empty where it is known
record Figure(double value, String why) {
    static Figure of(double value) {
        return new Figure(value, "");
    }

    static Figure unknown(String why) {
        return new Figure(Double.NaN, why);
    }

    /// Shared out among so many.
    ///
    /// @param nobody why it is unknown where those are none
    Figure per(long count, String nobody) {
        if (!why.isEmpty()) {
            return this;
        }
        return count == 0 ? unknown(nobody) : of(value / count);
    }
}
