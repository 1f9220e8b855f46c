package io.plenum.forward;

/// Puts the RTP timestamps of changing sources onto one clock that never steps back.
///
/// Inside a source only a constant is added. At a switch the clock goes on by the time that really passed, so that a
/// receiver's jitter buffer sees no jump, and by one frame at least, so that two frames never become one.
public final class TimestampRewriter {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private long offset;
    private long highest;
    private long highestAtNanos;
    private boolean started;

    /// @param first the timestamp that the first packet of all gets (RFC 3550 wants it random)
    public TimestampRewriter(long first) {
        highest = first;
    }

    /// Another source begins with this timestamp.
    ///
    /// @param minimum how far the clock moves at least: the shortest distance of two frames, in ticks
    public void join(long timestamp, int clockRate, int minimum, long nowNanos) {
        join(timestamp, started ? elapsed(clockRate, nowNanos) : 0, minimum, nowNanos);
    }

    /// Another source begins with this timestamp, and what it should become is known: for another layer of the same
    /// picture, whose sender reports tell which moments belong together.
    public void joinAt(long timestamp, long aligned, int clockRate, int minimum, long nowNanos) {
        long ahead = (int) (aligned - highest);
        long passed = elapsed(clockRate, nowNanos);
        // Reports that say something else than the clock on the wall are wrong.
        boolean credible = Math.abs(ahead - passed) <= clockRate;
        join(timestamp, credible ? ahead : passed, minimum, nowNanos);
    }

    private void join(long timestamp, long ahead, int minimum, long nowNanos) {
        long next = started ? highest + Math.max(minimum, ahead) : highest;
        offset = next - timestamp;
        started = true;
        highest = next;
        highestAtNanos = nowNanos;
    }

    /// Unsigned 32 bits.
    public long map(long timestamp, long nowNanos) {
        long mapped = timestamp + offset;
        int ahead = (int) (mapped - highest);
        if (ahead > 0) {
            highest += ahead;
            highestAtNanos = nowNanos;
        }
        return mapped & 0xFFFF_FFFFL;
    }

    /// What is added to a timestamp of the current source, modulo 2^32.
    public int offset() {
        return (int) offset;
    }

    private long elapsed(int clockRate, long nowNanos) {
        long nanos = Math.max(0, nowNanos - highestAtNanos);
        return nanos / NANOS_PER_SECOND * clockRate + nanos % NANOS_PER_SECOND * clockRate / NANOS_PER_SECOND;
    }
}
