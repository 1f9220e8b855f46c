package io.plenum.bwe;

/// Groups packets into bursts, and compares how far apart two bursts were sent and how far apart they arrived
/// (draft-ietf-rmcat-gcc-02 §5.2): what a queue does to single packets of a burst says nothing.
final class InterArrival {
    /// Packets sent within this are one burst.
    private static final long BURST_NANOS = 5 * Units.MILLISECOND;
    /// What a device held back and let go at once may span this long.
    private static final long MAX_BURST_NANOS = 100 * Units.MILLISECOND;
    /// The receiver's clock moved, not the packets.
    private static final long CLOCK_JUMP_NANOS = 3 * Units.SECOND;
    /// So many bursts out of order in a row are another path, not reordering.
    private static final int MAX_REORDERED = 3;

    private boolean hasCurrent;
    private long firstSent;
    private long lastSent;
    private long firstArrival;
    private long lastArrival;
    private long reportedAt;

    private boolean hasPrevious;
    private long previousSent;
    private long previousArrival;
    private long previousReportedAt;

    private int reordered;
    private long sendDelta;
    private long arrivalDelta;

    /// True when the packet began a burst and so completed one that can be compared: see the two deltas.
    boolean add(long sentNanos, long arrivalNanos, long nowNanos) {
        if (!hasCurrent) {
            begin(sentNanos, arrivalNanos, nowNanos);
            return false;
        }
        if (sentNanos < firstSent) {
            return false;
        }
        if (belongsToCurrent(sentNanos, arrivalNanos)) {
            lastSent = Math.max(lastSent, sentNanos);
            lastArrival = arrivalNanos;
            reportedAt = nowNanos;
            return false;
        }
        boolean comparable = hasPrevious;
        if (comparable && !compare()) {
            return false;
        }
        hasPrevious = true;
        previousSent = lastSent;
        previousArrival = lastArrival;
        previousReportedAt = reportedAt;
        begin(sentNanos, arrivalNanos, nowNanos);
        return comparable;
    }

    private void begin(long sentNanos, long arrivalNanos, long nowNanos) {
        hasCurrent = true;
        firstSent = sentNanos;
        lastSent = sentNanos;
        firstArrival = arrivalNanos;
        lastArrival = arrivalNanos;
        reportedAt = nowNanos;
    }

    private boolean belongsToCurrent(long sentNanos, long arrivalNanos) {
        return sentNanos - firstSent <= BURST_NANOS || arrivedInOneGo(sentNanos, arrivalNanos);
    }

    /// Radio links hold packets back and deliver them back to back: sent apart, arrived together.
    private boolean arrivedInOneGo(long sentNanos, long arrivalNanos) {
        long apart = arrivalNanos - lastArrival;
        return apart < sentNanos - lastSent && apart <= BURST_NANOS && arrivalNanos - firstArrival < MAX_BURST_NANOS;
    }

    private boolean compare() {
        sendDelta = lastSent - previousSent;
        arrivalDelta = lastArrival - previousArrival;
        if (arrivalDelta - (reportedAt - previousReportedAt) >= CLOCK_JUMP_NANOS) {
            reset();
            return false;
        }
        if (arrivalDelta >= 0) {
            reordered = 0;
            return true;
        }
        if (++reordered >= MAX_REORDERED) {
            reset();
        }
        return false;
    }

    void reset() {
        hasCurrent = false;
        hasPrevious = false;
        reordered = 0;
    }

    long sendDeltaNanos() {
        return sendDelta;
    }

    long arrivalDeltaNanos() {
        return arrivalDelta;
    }
}
