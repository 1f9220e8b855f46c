package io.plenum.transport;

/// For how long a shard has not come to the end of what waits in its sockets.
///
/// A burst, or a moment without a processor, leaves much to read, and a shard that keeps up is through with
/// it some turns later: that is no overload. One that has more to do than it can never is, and what it is sent
/// waits ever longer, until the kernel drops sound and pictures alike.
final class Backlog {
    /// What may wait at most. A receive buffer of 4 MB holds what comes in some half a second where a shard is
    /// twice as busy as it can be; later, the kernel would choose what is lost.
    static final long MOST_NANOS = 500_000_000L;

    /// During a turn that takes longer than this, as much comes again as was read.
    static final long LONG_TURN_NANOS = 50_000_000L;

    private static final long NONE = Long.MAX_VALUE;

    private long since = NONE;

    /// A turn is over.
    ///
    /// @param left whether it left anything in the sockets
    void turned(boolean left, long fromNanos, long toNanos) {
        if (!left && toNanos - fromNanos < LONG_TURN_NANOS) {
            since = NONE;
        } else if (since == NONE) {
            since = toNanos;
        }
    }

    /// In percent of what may be.
    int percent(long nowNanos) {
        return since == NONE ? 0 : Math.clamp((nowNanos - since) * 100 / MOST_NANOS, 0, 100);
    }
}
