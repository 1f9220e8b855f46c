package io.plenum.benchmarks.compare;

import java.time.Duration;

/// People who come while it is measured, and go again.
///
/// @param stay of each
/// @param elsewhere whether they come into a room of their own
/// @param calmFirst whether half of the measured time goes by before the first of them
record Guests(double perSecond, Duration stay, boolean elsewhere, boolean calmFirst) {
    static final Guests NONE = new Guests(0, Duration.ZERO, false, false);

    /// A join that takes longer than this is a failure of its own.
    private static final Duration SLOWEST_JOIN = Duration.ofSeconds(10);

    /// How many may be there at once.
    int most() {
        return (int) Math.ceil(perSecond * stay.plus(SLOWEST_JOIN).toMillis() / 1e3);
    }

    Duration calm(Duration measured) {
        return calmFirst ? measured.dividedBy(2) : Duration.ZERO;
    }
}
