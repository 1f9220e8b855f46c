package io.plenum.send;

/// How much one subscriber may have resent: a token bucket, in packets.
///
/// A NACK of 16 bytes asks for 17 packets of 1,200; without a bound, a subscriber that means harm (or a broken one on
/// a link that is full anyway) would multiply its traffic at our cost.
public final class ResendBudget {
    /// A third of 4.8 Mbit/s in packets of 1,200 bytes, which is a good video stream.
    private static final long MOST_PER_SECOND = 170;

    /// A narrow link may still repair a small picture at once.
    private static final long LEAST_PER_SECOND = 10;

    /// A full link loses what does not fit: to send all of that again would keep it full.
    private static final long SHARE = 3;

    private static final long BITS_PER_PACKET = 8 * 1_200;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// Half a second of outage, repaired at once.
    private static final long BURST_NANOS = SHARE * NANOS_PER_SECOND / 2;

    private long nanosPerPacket = NANOS_PER_SECOND / MOST_PER_SECOND;

    /// When the bucket would be full again, as in a virtual scheduler.
    private long fullAt = Long.MIN_VALUE / 2;

    private boolean scarce;

    /// What may be sent now, retransmissions included.
    ///
    /// @param full whether the link's queue is to empty first
    public void follow(long bitsPerSecond, boolean full) {
        scarce = full;
        long packets = Math.clamp(bitsPerSecond / SHARE / BITS_PER_PACKET, LEAST_PER_SECOND, MOST_PER_SECOND);
        nanosPerPacket = NANOS_PER_SECOND / packets;
    }

    /// Only what is still waited for is worth a place.
    boolean scarce() {
        return scarce;
    }

    boolean take(long nowNanos) {
        long next = Math.max(fullAt, nowNanos) + nanosPerPacket;
        if (next - nowNanos > BURST_NANOS) {
            return false;
        }
        fullAt = next;
        return true;
    }
}
