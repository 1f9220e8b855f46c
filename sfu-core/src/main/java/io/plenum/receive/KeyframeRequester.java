package io.plenum.receive;

import io.plenum.memory.TimerQueue;

/// When to ask one encoder for a key frame, whoever wants it: subscribers that join, decoders that lost their way.
///
/// A key frame is five to ten times as large as other frames, so wishes are gathered and an encoder is asked at most
/// twice a second. Asking goes on until the key frame has come, more slowly when nothing answers.
public final class KeyframeRequester {
    /// Encoders in browsers ignore requests that come faster than one in 300 ms.
    static final long MIN_INTERVAL_NANOS = 500_000_000L;

    /// So often an unanswered request is repeated at that pace: 5 s, in which a lost request or key frame would
    /// have been repaired. After that the camera is off or the link is gone.
    static final int FAST_REQUESTS = 10;

    static final long SLOW_INTERVAL_NANOS = 5_000_000_000L;

    private boolean wanted;
    private int unanswered;
    private long earliest = Long.MIN_VALUE;
    private long lastRequest = Long.MIN_VALUE / 2;

    public void want() {
        wanted = true;
    }

    /// A key frame began to arrive: everybody who waits can start.
    public void arrived() {
        wanted = false;
        unanswered = 0;
        earliest = Math.min(earliest, lastRequest + MIN_INTERVAL_NANOS);
    }

    /// The encoder can be reached (again): what was asked before may be lost.
    public void reachable() {
        unanswered = 0;
        earliest = Long.MIN_VALUE;
    }

    /// True when a request is to be sent now; it counts as sent.
    public boolean poll(long nowNanos) {
        if (!wanted || nowNanos < earliest) {
            return false;
        }
        unanswered++;
        lastRequest = nowNanos;
        earliest = nowNanos + (unanswered < FAST_REQUESTS ? MIN_INTERVAL_NANOS : SLOW_INTERVAL_NANOS);
        return true;
    }

    /// When to poll; never when nothing is wanted. The past means at once.
    public long deadline() {
        return wanted ? earliest : TimerQueue.NEVER;
    }
}
