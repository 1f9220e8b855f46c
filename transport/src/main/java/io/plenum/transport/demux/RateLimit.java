package io.plenum.transport.demux;

/// A token bucket: so many per second, and a burst.
public final class RateLimit {
    private final long nanosPerToken;
    private final long burstNanos;
    private long credit;
    private long lastNanos;

    public RateLimit(int perSecond, int burst) {
        nanosPerToken = 1_000_000_000L / perSecond;
        burstNanos = burst * nanosPerToken;
        credit = burstNanos;
    }

    public boolean allows(long nowNanos) {
        credit = Math.min(burstNanos, credit + Math.max(0, nowNanos - lastNanos));
        lastNanos = nowNanos;
        if (credit < nanosPerToken) {
            return false;
        }
        credit -= nanosPerToken;
        return true;
    }
}
