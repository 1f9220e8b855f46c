package io.plenum.loadtest.link;

/// What became of one direction's packets in some time, over all clients.
///
/// @param packets that came in
/// @param delivered that came to the other end
/// @param lost to the profile's random and burst loss
/// @param overflowed that found the buffer full
/// @param queueNanos how long a packet that came now would wait for its turn, on the fullest link
/// @param maxQueueNanos the longest that any packet had to wait
public record LinkStatistics(
        long packets, long delivered, long lost, long overflowed, long queueNanos, long maxQueueNanos) {
    private static final double NANOS_PER_MILLI = 1e6;

    public static final LinkStatistics NONE = new LinkStatistics(0, 0, 0, 0, 0, 0);

    public double maxQueueMillis() {
        return maxQueueNanos / NANOS_PER_MILLI;
    }

    LinkStatistics plus(LinkStatistics other) {
        return new LinkStatistics(
                packets + other.packets,
                delivered + other.delivered,
                lost + other.lost,
                overflowed + other.overflowed,
                Math.max(queueNanos, other.queueNanos),
                Math.max(maxQueueNanos, other.maxQueueNanos));
    }
}
