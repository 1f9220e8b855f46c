package io.plenum.benchmarks.compare;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the floor says when it is through.
///
/// @param sent to the kernel
/// @param failed for want of room there
record FloorCount(long sent, long failed) {
    private static final Pattern LINE = Pattern.compile("sent (\\d+) failed (\\d+)\\R");

    /// What the kernel does not take costs less than what it delivers. One in a thousand makes the floor lower
    /// by a thousandth at most, which nobody could see.
    private static final double MOST_FAILED = 0.001;

    /// As [#in] reads it.
    String line() {
        return "sent " + sent + " failed " + failed;
    }

    /// Empty while it has not said it.
    static Optional<FloorCount> in(String output) {
        Matcher line = LINE.matcher(output);
        return line.find()
                ? Optional.of(new FloorCount(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))))
                : Optional.empty();
    }

    /// Of all that it was to send.
    double failedShare() {
        return (double) failed / (sent + failed);
    }

    /// A floor that did not do the work is none.
    FloorCount whole() throws IOException {
        if (failedShare() > MOST_FAILED) {
            throw new IOException("the floor could not send " + failed + " of " + (sent + failed) + " packets");
        }
        return this;
    }
}
