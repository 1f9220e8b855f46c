package io.plenum.send;

/// Which RTP timestamp a published stream has at which time, from its sender reports.
public final class StreamClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final PublisherClock publisher;
    private final int clockRate;
    private long ntp;
    private long timestamp;
    private boolean known;

    public StreamClock(PublisherClock publisher, int clockRate) {
        this.publisher = publisher;
        this.clockRate = clockRate;
    }

    /// A sender report arrived: this timestamp belongs to this time of the publisher.
    public void reported(long reportNtp, long reportTimestamp, long nowNanos) {
        publisher.reported(reportNtp, nowNanos);
        ntp = reportNtp;
        timestamp = reportTimestamp;
        known = true;
    }

    /// False before the first report: then nothing can be said, and receivers play without sync meanwhile.
    public boolean known() {
        return known;
    }

    /// The stream began anew: earlier reports mean nothing.
    public void forget() {
        known = false;
    }

    /// Our time at one of the stream's timestamps near the last report's.
    public long nanosAt(long at) {
        long ticks = (int) (at - timestamp);
        return publisher.nanosAt(ntp) + ticks * NANOS_PER_SECOND / clockRate;
    }

    /// The publisher's timestamp at one of our times, modulo 2^32.
    public long timestampAt(long nanos) {
        long passed = nanos - publisher.nanosAt(ntp);
        return timestamp
                + Math.floorDiv(passed, NANOS_PER_SECOND) * clockRate
                + Math.floorMod(passed, NANOS_PER_SECOND) * clockRate / NANOS_PER_SECOND;
    }
}
