package io.plenum.send;

import io.plenum.rtp.NtpTime;

/// The round-trip time to one peer, from the echo of our sender reports in its report blocks (RFC 3550 §6.4.1).
public final class RoundTrip {
    /// Until the first echo: a usual distance inside a continent.
    static final long UNKNOWN_NANOS = 100_000_000L;

    /// A longer one is a wrong echo.
    private static final long MAX_NANOS = 10_000_000_000L;

    private long smoothed = UNKNOWN_NANOS;
    private boolean known;

    /// @param lastReport LSR, 0 when the peer has seen none
    public void echoed(long lastReport, long delay, long nowNtp) {
        if (lastReport == 0) {
            return;
        }
        long compact = (NtpTime.compact(nowNtp) - lastReport - delay) & 0xFFFF_FFFFL;
        boolean negative = compact > Integer.MAX_VALUE;
        long sample = negative ? 0 : NtpTime.compactToNanos(compact);
        if (sample > MAX_NANOS) {
            return;
        }
        smoothed = known ? smoothed + (sample - smoothed) / 8 : sample;
        known = true;
    }

    public long nanos() {
        return smoothed;
    }
}
