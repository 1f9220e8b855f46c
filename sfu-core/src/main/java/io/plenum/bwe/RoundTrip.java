package io.plenum.bwe;

import io.plenum.rtp.NtpTime;

/// The round-trip time to one peer: from its transport-wide feedback, which comes many times a second, and where there
/// is none from the echo of our sender reports in its report blocks (RFC 3550 §6.4.1).
public final class RoundTrip {
    /// Until something was measured: a usual distance inside a continent.
    static final long UNKNOWN_NANOS = 100 * Units.MILLISECOND;

    /// A longer one is a wrong echo.
    private static final long MAX_NANOS = 10 * Units.SECOND;

    private static final double WEIGHT_OF_FEEDBACK = 0.25;
    private static final double WEIGHT_OF_ECHO = 0.125;

    private long nanos = UNKNOWN_NANOS;
    private boolean known;
    private boolean hasFeedback;

    /// The receiver reports soon after the last packet that it reports on, so its own delay is small.
    void onBatch(FeedbackBatch batch, long nowNanos) {
        if (batch.received() > 0) {
            known &= hasFeedback;
            hasFeedback = true;
            smooth(nowNanos - batch.sentNanos(batch.received() - 1), WEIGHT_OF_FEEDBACK);
        }
    }

    /// @param lastReport LSR, 0 when the peer has seen none
    public void echoed(long lastReport, long delay, long nowNtp) {
        if (lastReport == 0 || hasFeedback) {
            return;
        }
        long compact = (NtpTime.compact(nowNtp) - lastReport - delay) & 0xFFFF_FFFFL;
        boolean negative = compact > Integer.MAX_VALUE;
        long sample = negative ? 0 : NtpTime.compactToNanos(compact);
        if (sample <= MAX_NANOS) {
            smooth(sample, WEIGHT_OF_ECHO);
        }
    }

    private void smooth(long sample, double weight) {
        nanos = known ? nanos + Math.round(weight * (sample - nanos)) : sample;
        known = true;
    }

    public boolean known() {
        return known;
    }

    /// A guess until something was measured.
    public long nanos() {
        return nanos;
    }
}
