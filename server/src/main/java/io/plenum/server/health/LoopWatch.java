package io.plenum.server.health;

import io.plenum.stats.Timing;
import io.plenum.stats.Timings;

/// Tells whether a shard's loop turns. A loop records its lag on each turn, at least once a second; so it stands still
/// when that count has not changed for a while. Costs nothing while nobody asks.
public final class LoopWatch {
    /// Longer than any garbage collection or burst of work; a loop that is silent for so long has died or hangs.
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final Timings timings;
    private long turns = -1;
    private long seenNanos;

    public LoopWatch(Timings timings) {
        this.timings = timings;
    }

    /// Whether it has turned since it was last asked, or was seen turning a moment ago. Called on any thread.
    public synchronized boolean turns(long nowNanos) {
        long now = count();
        if (now != turns) {
            turns = now;
            seenNanos = nowNanos;
        }
        return nowNanos - seenNanos < PATIENCE_NANOS;
    }

    private long count() {
        long count = 0;
        for (int bucket = 0; bucket < Timings.BUCKETS; bucket++) {
            count += timings.count(Timing.LOOP_LAG, bucket);
        }
        return count;
    }
}
