package io.plenum.receive;

/// Loss and jitter of one stream as a report block states them (RFC 3550 §6.4.1, A.3, A.8).
///
/// Only what came on the stream itself is counted: a packet repaired by a retransmission was lost all the same, and
/// the sender's estimate of its uplink needs to know.
public final class ReceptionStatistics {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MAX_CUMULATIVE = 0x7F_FFFF;
    private static final int MIN_CUMULATIVE = -0x80_0000;

    private final int clockRate;
    private long first;
    private long highest;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private long transit;
    /// Sixteen times the jitter: the filter's gain is 1/16, so this stays a whole number.
    private long jitter16;

    private boolean started;

    ReceptionStatistics(int clockRate) {
        this.clockRate = clockRate;
    }

    void arrived(long sequence, long timestamp, long nowNanos) {
        long nowTransit = ticks(nowNanos) - timestamp;
        if (!started) {
            started = true;
            first = sequence;
            highest = sequence;
        } else {
            int change = Math.abs((int) (nowTransit - transit));
            jitter16 += change - ((jitter16 + 8) >> 4);
        }
        transit = nowTransit;
        highest = Math.max(highest, sequence);
        first = Math.min(first, sequence);
        received++;
    }

    void restart() {
        started = false;
        received = 0;
        expectedBefore = 0;
        receivedBefore = 0;
        jitter16 = 0;
    }

    /// Lost of expected since the last call, in 1/256; never negative.
    public int takeFractionLost() {
        long expectedNow = expected() - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        expectedBefore = expected();
        receivedBefore = received;
        return expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
    }

    /// Cut to the field's signed 24 bits.
    public int cumulativeLost() {
        return Math.clamp(expected() - received, MIN_CUMULATIVE, MAX_CUMULATIVE);
    }

    public long jitter() {
        return jitter16 >> 4;
    }

    public boolean started() {
        return started;
    }

    private long expected() {
        return started ? highest - first + 1 : 0;
    }

    private long ticks(long nanos) {
        return nanos / NANOS_PER_SECOND * clockRate + nanos % NANOS_PER_SECOND * clockRate / NANOS_PER_SECOND;
    }
}
