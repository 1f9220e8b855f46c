package io.plenum.loadtest.run;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A limit that a result must keep.
///
/// @param name with its unit
/// @param value of a result
/// @param unknown why a result may have no value
public record Bar(String name, double limit, ToDoubleFunction<Result> value, String unknown) {
    /// A value that is no number, because nothing was measured, keeps no bar.
    public boolean isMetBy(Result result) {
        return value.applyAsDouble(result) <= limit;
    }

    /// Such as "loss, %: 0.250 of at most 0.1".
    public String inWords(Result result) {
        return String.format(Locale.ROOT, "%s: %s of at most %s", name, valueInWords(result), limit);
    }

    /// The value, or why there is none.
    public String valueInWords(Result result) {
        double known = value.applyAsDouble(result);
        return Double.isNaN(known) ? "unknown (" + unknown + ")" : String.format(Locale.ROOT, "%.3f", known);
    }
}
