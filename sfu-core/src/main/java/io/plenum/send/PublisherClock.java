package io.plenum.send;

import io.plenum.rtp.NtpTime;

/// A publisher's wall clock, as seen on ours.
///
/// One for all streams of a publisher: their times then keep the distance that the publisher gave them, which is
/// what keeps lips in sync. The difference of the clocks is taken from the sender report that travelled fastest.
public final class PublisherClock {
    /// Long enough to see a fast report (browsers send one every 1–5 s), short enough to follow a drifting clock:
    /// 50 ppm are 3 ms in a minute.
    private static final long WINDOW_NANOS = 30_000_000_000L;

    /// A larger change is a clock that was set, not a slow network.
    private static final long STEP_NANOS = 2_000_000_000L;

    private long firstNtp;
    private boolean started;
    private long windowEnd;
    private long lowest;
    private long lowestBefore;

    /// A sender report with this time arrived.
    public void reported(long ntp, long nowNanos) {
        if (!started) {
            started = true;
            firstNtp = ntp;
            restart(nowNanos, nowNanos);
            return;
        }
        long difference = nowNanos - sinceFirst(ntp);
        if (Math.abs(difference - offset()) > STEP_NANOS) {
            restart(difference, nowNanos);
        } else if (nowNanos >= windowEnd) {
            lowestBefore = lowest;
            lowest = difference;
            windowEnd = nowNanos + WINDOW_NANOS;
        } else {
            lowest = Math.min(lowest, difference);
        }
    }

    /// Our time at the publisher's time.
    long nanosAt(long ntp) {
        return sinceFirst(ntp) + offset();
    }

    private void restart(long difference, long nowNanos) {
        lowest = difference;
        lowestBefore = difference;
        windowEnd = nowNanos + WINDOW_NANOS;
    }

    private long offset() {
        return Math.min(lowest, lowestBefore);
    }

    private long sinceFirst(long ntp) {
        return NtpTime.nanosBetween(firstNtp, ntp);
    }
}
