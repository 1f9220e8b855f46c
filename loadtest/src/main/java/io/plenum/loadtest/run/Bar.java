package io.plenum.loadtest.run;

import java.util.Locale;
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

    /// Such as "loss, %: 0.250 of at most 0.1".
    public String inWords(Result result) {
        return String.format(Locale.ROOT, "%s: %.3f of at most %s", name, value.applyAsDouble(result), limit);
    }
}
