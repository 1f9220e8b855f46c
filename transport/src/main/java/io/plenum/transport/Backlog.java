package io.plenum.transport;

/// How far behind a shard is with what waits in its sockets, and in the rings from other shards: for how long it
/// has not come to their end, and how full the sockets are.
///
/// A burst, or a moment without a processor, leaves much to read, and a shard that keeps up is through with
/// it some turns later: that is no overload. One that has more to do than it can never is, and what it is sent
/// waits ever longer, until the kernel drops sound and pictures alike. How soon is a matter of rate and room:
/// a buffer of 4 MB holds two seconds of 15 Mbit/s, the usual 208 KB hold 185 packets.
final class Backlog {
    /// How long a shard may not come to the end at most. What waits then waits for less: where a shard is twice
    /// as busy as it can be for half of it, where it is a tenth too busy for a tenth. Between one step of
    /// relief and the next there is half a second, in which the first may prove to be enough.
    static final long MOST_NANOS = 2_500_000_000L;

    /// The same where nobody says how full the sockets are: a receive buffer of 4 MB holds what comes in some
    /// half a second where a shard is twice as busy as it can be.
    static final long MOST_UNSEEN_NANOS = 500_000_000L;

    /// During a turn that takes longer than this, as much comes again as was read.
    static final long LONG_TURN_NANOS = 50_000_000L;

    /// Between looks at how full they are, the first of which comes so late: what a shard that keeps up is
    /// through with, and the time that a step of relief has where the kernel drops packets already.
    static final long LOOK_NANOS = 50_000_000L;

    private static final long NONE = Long.MAX_VALUE;

    private long since = NONE;
    private long looked;
    /// Half of it is what was found last: one look at sockets that are being emptied is no overload.
    private int full;

    private boolean unseen;

    /// A turn is over.
    ///
    /// @param left whether it left anything in them
    void turned(boolean left, long fromNanos, long toNanos) {
        if (!left && toNanos - fromNanos < LONG_TURN_NANOS) {
            since = NONE;
            full = 0;
        } else if (since == NONE) {
            since = toNanos;
            looked = toNanos;
        }
    }

    /// Whether to find out how full the sockets are: that costs system calls.
    boolean isToLook(long nowNanos) {
        return since != NONE && nowNanos - looked >= LOOK_NANOS;
    }

    /// How full the fullest is, in percent; negative where nobody says.
    void found(int percent, long nowNanos) {
        looked = nowNanos;
        unseen = percent < 0;
        full = (full + Math.max(percent, 0)) / 2;
    }

    /// In percent of what may be.
    int percent(long nowNanos) {
        long most = unseen ? MOST_UNSEEN_NANOS : MOST_NANOS;
        return since == NONE ? 0 : Math.clamp((nowNanos - since) * 100 / most, full, 100);
    }
}
