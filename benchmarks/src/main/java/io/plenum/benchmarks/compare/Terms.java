package io.plenum.benchmarks.compare;

import java.time.Duration;

/// How each contender is measured.
///
/// @param rounds in which all take turns
/// @param warmUp after everybody is there: a Java machine compiles what it runs often
/// @param sample the load looks into one packet of so many, and counts the rest by their headers
record Terms(int rounds, Duration warmUp, Duration duration, int sample) {
    /// Cheap enough for the load, and still hundreds of packets a second that are looked into.
    private static final int SAMPLE = 8;

    static Terms of(int rounds, int warmUpSeconds, int seconds) {
        return new Terms(rounds, Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds), SAMPLE);
    }

    Terms withRounds(int changed) {
        return new Terms(changed, warmUp, duration, sample);
    }

    Terms withWarmUp(int seconds) {
        return new Terms(rounds, Duration.ofSeconds(seconds), duration, sample);
    }

    Terms withSeconds(int seconds) {
        return new Terms(rounds, warmUp, Duration.ofSeconds(seconds), sample);
    }

    Terms withSample(int changed) {
        return new Terms(rounds, warmUp, duration, changed);
    }

    @Override
    public String toString() {
        return "%d round%s of %d s after %d s of warming up; the load looks into 1 packet of %d"
                .formatted(rounds, rounds == 1 ? "" : "s", duration.toSeconds(), warmUp.toSeconds(), sample);
    }
}
