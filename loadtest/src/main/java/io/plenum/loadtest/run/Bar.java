package io.plenum.loadtest.run;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A limit that a result must keep.
///
/// @param name with its unit
/// @param value of a result
/// @param why the value of a result is no number, where it is none
public record Bar(String name, double limit, ToDoubleFunction<Result> value, Function<Result, String> why) {
    /// A value that is no number keeps no bar.
    public boolean isMetBy(Result result) {
        return value.applyAsDouble(result) <= limit;
    }

    /// Why the value is unknown, where it is.
    public Optional<String> whyUnknown(Result result) {
        return Double.isNaN(value.applyAsDouble(result)) ? Optional.of(why.apply(result)) : Optional.empty();
    }

    /// Such as "loss, %: 0.250 of at most 0.1".
    public String inWords(Result result) {
        return String.format(Locale.ROOT, "%s: %s of at most %s", name, valueInWords(result), limit);
    }

    /// The value, or why there is none.
    public String valueInWords(Result result) {
        return whyUnknown(result)
                .map(reason -> "unknown (" + reason + ")")
                .orElseGet(() -> String.format(Locale.ROOT, "%.3f", value.applyAsDouble(result)));
    }
}
