package io.plenum.sim;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// What a slot showed or played, newest last.
public final class PlayLog {
    /// Minutes of video: enough for a scenario, and no growth under a load test.
    private static final int KEPT = 20_000;

    private final ArrayDeque<Shown> shown = new ArrayDeque<>();
    private long count;

    void add(Shown frame) {
        count++;
        shown.addLast(frame);
        if (shown.size() > KEPT) {
            shown.removeFirst();
        }
    }

    public long count() {
        return count;
    }

    public Optional<Shown> last() {
        return Optional.ofNullable(shown.peekLast());
    }

    public List<Shown> list() {
        return List.copyOf(shown);
    }

    /// Frames of one track, in a span of time.
    public long count(long track, long fromNanos, long toNanos) {
        return shown.stream()
                .filter(frame -> frame.track() == track && frame.atNanos() >= fromNanos && frame.atNanos() < toNanos)
                .count();
    }

    /// The longest time in a span during which nothing was shown.
    public long longestPauseNanos(long fromNanos, long toNanos) {
        long longest = 0;
        long before = fromNanos;
        for (Shown frame : shown) {
            if (frame.atNanos() >= fromNanos && frame.atNanos() < toNanos) {
                longest = Math.max(longest, frame.atNanos() - before);
                before = frame.atNanos();
            }
        }
        return Math.max(longest, toNanos - before);
    }
}
