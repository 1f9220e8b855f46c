package io.plenum.rtp;

/// Turns the 32-bit timestamps of one stream into ones that never wrap, like [SequenceExtender].
public final class TimestampExtender {
    private static final long LAP = 1L << 32;

    private long highest = -1;

    /// The extended timestamp nearest to the highest one so far, which it may become.
    public long extend(long timestamp32) {
        long timestamp = nearest(timestamp32);
        highest = Math.max(highest, timestamp);
        return timestamp;
    }

    /// The same without moving on.
    public long nearest(long timestamp32) {
        return highest < 0 ? LAP + timestamp32 : highest + (int) (timestamp32 - highest);
    }

    public boolean started() {
        return highest >= 0;
    }

    /// -1 before the first.
    public long highest() {
        return highest;
    }

    /// Forgets everything: the sender began anew.
    public void reset() {
        highest = -1;
    }
}
