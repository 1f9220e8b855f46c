package io.plenum.loadtest.media;

import org.HdrHistogram.Histogram;

/// What was received, and sent, in some time.
///
/// @param latency from the publisher's send to the subscriber's socket, in nanoseconds
/// @param packets media packets, without retransmissions
/// @param bytes of RTP, with retransmissions
/// @param retransmitted packets that came on a retransmission stream with an original in them
/// @param duplicates of a publisher's packets that the server sent again under another number
/// @param damaged whose checksum is wrong
/// @param strange that nobody else in the room sent, or on a stream that was not announced
/// @param lost of the server's numbers, those that did not come by themselves
/// @param repaired those of them that came after all, in time
/// @param late that came when they had been given up: they stay lost
/// @param needed by the publishers' counts, what each viewer of a stream needs: 0 where no count is
///     read
/// @param missing those of them that did not come in time
/// @param keyFramesAsked picture loss indications sent
/// @param sent media packets of the publishers
/// @param unsent what we should have sent and could not: datagrams that the kernel had no room for,
///     and packets that the pacer had none for
/// @param unreceived datagrams that were here, and that we had no room for, or came too late to read
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
        long late,
        long needed,
        long missing,
        long keyFramesAsked,
        long sent,
        long unsent,
        long unreceived) {
    private static final double NANOS_PER_MILLI = 1e6;

    public static Counts none() {
        return new Tally().take();
    }

    /// The same, to be kept.
    public Counts packed() {
        return new Counts(
                Tally.packed(latency),
                packets,
                bytes,
                retransmitted,
                duplicates,
                damaged,
                strange,
                lost,
                repaired,
                late,
                needed,
                missing,
                keyFramesAsked,
                sent,
                unsent,
                unreceived);
    }

    public Counts plus(Counts other) {
        Histogram sum = Tally.histogram();
        sum.add(latency);
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
                late + other.late,
                needed + other.needed,
                missing + other.missing,
                keyFramesAsked + other.keyFramesAsked,
                sent + other.sent,
                unsent + other.unsent,
                unreceived + other.unreceived);
    }

    /// NaN when nothing that carries the time of its sending arrived.
    public double latencyMillis(double percentile) {
        return latency.getTotalCount() == 0 ? Double.NaN : latency.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /// What viewers never got, of all that was meant for them: the worse of the two ratios. By the
    /// server's numbers nothing is known of what it left out before it gave a number, by the
    /// publishers' counts nothing of upper layers.
    public double lossRatio() {
        return Math.max(lossByNumbers(), lossByCounts());
    }

    public double lossByNumbers() {
        long gaps = Math.max(0, lost - repaired);
        return packets + gaps == 0 ? 0 : gaps / (double) (packets + gaps);
    }

    /// 0 where no count is read.
    public double lossByCounts() {
        return needed == 0 ? 0 : Math.max(0, missing) / (double) needed;
    }
}
