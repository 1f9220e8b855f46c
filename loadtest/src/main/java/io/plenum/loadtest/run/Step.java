package io.plenum.loadtest.run;

import io.plenum.loadtest.media.Counts;
import java.util.List;

/// What one number of participants came to in a ramp.
///
/// @param missed which bars were, in words
/// @param failures why some did not get in, or were cut off, in words
public record Step(int participants, Counts counts, double serverCores, List<String> missed, List<String> failures) {
    public Step {
        missed = List.copyOf(missed);
        failures = List.copyOf(failures);
    }

    /// Whether everybody was there and every bar was met with so many.
    public boolean held() {
        return missed.isEmpty() && failures.isEmpty();
    }

    /// Why it does not hold; empty when it does. Who finds no place tells of a setting, and nothing of
    /// what is possible.
    public String trouble() {
        return failures.isEmpty()
                ? String.join("; ", missed)
                : "some did not get in or stay: " + String.join("; ", failures);
    }
}
