package io.plenum.loadtest.run;

import java.util.List;
import java.util.Optional;

/// What the server used, by the looks at it. One that failed is covered by the next that did not; but where the first
/// or the last that counts has failed nothing is known, which must not pass for nothing used.
///
/// @param watched whom they were at
/// @param before with nobody in it
record ServerUse(String watched, Optional<ServerReading> before, List<Sample> samples) {
    /// Of all its processors, while it was measured.
    Figure cpuNanos() {
        double sum = 0;
        Optional<ServerReading> begin = before;
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            if (isLastMeasured(i)) {
                Figure used = cpuNanos(begin, sample.server());
                if (!used.why().isEmpty()) {
                    return used;
                }
                sum += used.value();
            } else if (!sample.measured()) {
                begin = sample.server();
            }
        }
        return Figure.of(sum);
    }

    private Figure cpuNanos(Optional<ServerReading> begin, Optional<ServerReading> end) {
        if (isUnseen()) {
            return unseen();
        }
        if (begin.isEmpty() || end.isEmpty()) {
            return Figure.unknown("the look at it failed when measuring " + (end.isEmpty() ? "ended" : "began"));
        }
        double used = end.get().cpuNanos() - begin.get().cpuNanos();
        return used < 0 ? Figure.unknown("it was started anew") : Figure.of(used);
    }

    /// A ramp measures for several stretches.
    private boolean isLastMeasured(int place) {
        boolean ends = place + 1 == samples.size() || !samples.get(place + 1).measured();
        return ends && samples.get(place).measured();
    }

    /// Since before anybody came, until the end.
    Figure grownBytes() {
        if (isUnseen()) {
            return unseen();
        }
        Optional<ServerReading> end =
                samples.isEmpty() ? Optional.empty() : samples.getLast().server();
        if (before.isEmpty() || end.isEmpty()) {
            return Figure.unknown(
                    before.isEmpty() ? "the look at it failed before anybody came" : "the last look at it failed");
        }
        double grown = end.get().residentBytes() - before.get().residentBytes();
        return Double.isNaN(grown) ? Figure.unknown("it does not tell what is resident of it") : Figure.of(grown);
    }

    private Figure unseen() {
        return Figure.unknown("its process could not be seen: " + watched);
    }

    boolean isUnseen() {
        return before.isEmpty()
                && samples.stream().allMatch(sample -> sample.server().isEmpty());
    }
}
