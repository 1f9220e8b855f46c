package io.plenum.loadtest.media;

import org.HdrHistogram.Histogram;

/// What was received, and sent, in some time.
///
/// @param latency from the publisher's send to the subscriber's socket, in nanoseconds
/// @param packets media packets, without retransmissions
/// @param bytes of RTP, with retransmissions
/// @param retransmitted packets that came on a retransmission stream with an original in them
/// @param duplicates that came twice
/// @param damaged whose checksum is wrong
/// @param strange that no publisher of ours sent, or on a stream that was not announced
/// @param lost numbers that did not come by themselves
/// @param repaired those of them that came after all
/// @param keyFramesAsked picture loss indications sent
/// @param sent media packets of the publishers
public record Counts(
        Histogram latency,
        long packets,
        long bytes,
        long retransmitted,
        long duplicates,
        long damaged,
        long strange,
        long lost,
        long repaired,
        long keyFramesAsked,
        long sent) {
    public static Counts none() {
        return new Tally().take();
    }

    public Counts plus(Counts other) {
        Histogram sum = latency.copy();
        sum.add(other.latency);
        return new Counts(
                sum,
                packets + other.packets,
                bytes + other.bytes,
                retransmitted + other.retransmitted,
                duplicates + other.duplicates,
                damaged + other.damaged,
                strange + other.strange,
                lost + other.lost,
                repaired + other.repaired,
                keyFramesAsked + other.keyFramesAsked,
                sent + other.sent);
    }

    /// What viewers never got, of all that was meant for them.
    public double lossRatio() {
        long missing = Math.max(0, lost - repaired);
        return packets + missing == 0 ? 0 : missing / (double) (packets + missing);
    }
}
