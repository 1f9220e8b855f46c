package io.plenum.transport;

/// How far behind a shard is with what waits in its sockets: for how long it has not come to their end, and
/// how full they are.
///
/// A burst, or a moment without a processor, leaves much to read, and a shard that keeps up is through with
/// it some turns later: that is no overload. One that has more to do than it can never is, and what it is sent
/// waits ever longer, until the kernel drops sound and pictures alike. How long that takes is a matter of the
/// rate: a buffer of 4 MB holds some 25 ms of 1 Gbit/s and two seconds of 15 Mbit/s.
final class Backlog {
    /// How long a shard may not come to the end at most. What waits then waits for less: where a shard is twice
    /// as busy as it can be for half of it, where it is a tenth too busy for a tenth. Between one step of
    /// relief and the next there is half a second, in which the first may prove to be enough.
    static final long MOST_NANOS = 2_500_000_000L;

    /// During a turn that takes longer than this, as much comes again as was read.
    static final long LONG_TURN_NANOS = 50_000_000L;

    /// What a shard that keeps up is through with.
    static final long BURST_NANOS = 50_000_000L;

    /// A full link fills an empty buffer in twice the time.
    static final long LOOK_NANOS = 10_000_000L;

    private static final long NONE = Long.MAX_VALUE;

    private long since = NONE;
    private long looked = Long.MIN_VALUE / 2;
    private int full;

    /// A turn is over.
    ///
    /// @param left whether it left anything in the sockets
    void turned(boolean left, long fromNanos, long toNanos) {
        if (!left && toNanos - fromNanos < LONG_TURN_NANOS) {
            since = NONE;
            full = 0;
        } else if (since == NONE) {
            since = toNanos;
        }
    }

    /// Whether to find out how full the sockets are: that costs system calls.
    boolean isToLook(long nowNanos) {
        return since != NONE && nowNanos - since >= BURST_NANOS && nowNanos - looked >= LOOK_NANOS;
    }

    /// How full the fullest is.
    void found(int percent, long nowNanos) {
        full = percent;
        looked = nowNanos;
    }

    /// In percent of what may be.
    int percent(long nowNanos) {
        return since == NONE ? 0 : Math.clamp((nowNanos - since) * 100 / MOST_NANOS, full, 100);
    }
}
