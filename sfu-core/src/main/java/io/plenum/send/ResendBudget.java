package io.plenum.send;

/// How much one subscriber may have resent: a token bucket, in packets.
///
/// A NACK of 16 bytes asks for 17 packets of 1,200; without a bound, a subscriber that means harm (or a broken one on
/// a link that is full anyway) would multiply its traffic at our cost.
public final class ResendBudget {
    /// 4.8 Mbit/s in packets of 1,200 bytes: all of a good video stream once more.
    private static final long PER_SECOND = 500;

    /// Half a second of outage, repaired at once.
    private static final long BURST = 250;

    private static final long NANOS_PER_PACKET = 1_000_000_000L / PER_SECOND;

    /// When the bucket would be full again, as in a virtual scheduler.
    private long fullAt = Long.MIN_VALUE / 2;

    boolean take(long nowNanos) {
        long next = Math.max(fullAt, nowNanos) + NANOS_PER_PACKET;
        if (next - nowNanos > BURST * NANOS_PER_PACKET) {
            return false;
        }
        fullAt = next;
        return true;
    }
}
