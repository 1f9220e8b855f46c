package io.plenum.loadtest.run;

import java.util.function.ToDoubleFunction;

/// A limit that a result must keep.
///
/// @param name with its unit
/// @param value of a result
public record Bar(String name, double limit, ToDoubleFunction<Result> value) {
    /// A value that is no number, because nothing was measured, keeps no bar.
    public boolean isMetBy(Result result) {
        return value.applyAsDouble(result) <= limit;
    }
}
