package io.plenum.sim;

import java.util.ArrayList;
import java.util.List;

/// What a receiver saw that no correct sender does, whatever the network did in between.
public final class Violations {
    /// The first few tell the story.
    private static final int KEPT = 20;

    private final List<String> kept = new ArrayList<>();
    private long count;

    void add(long nowNanos, String what) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(String.format("%.3f s: %s", nowNanos / 1e9, what));
        }
    }

    public long count() {
        return count;
    }

    public List<String> list() {
        return List.copyOf(kept);
    }
}
