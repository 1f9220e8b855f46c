package io.plenum.loadtest.media;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/// What all participants of one loop received since the last look. Owned by the loop.
public final class Tally {
    /// Qualities of one track that are told apart: 4 encodings and as many spatial layers, of which a track has one
    /// kind.
    public static final int LAYERS = 4;

    private static final long LOWEST_NANOS = 1_000;
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 2;

    final Histogram latency = histogram();
    long packets;
    long bytes;
    long retransmitted;
    long duplicates;
    long damaged;
    long strange;
    long lost;
    long repaired;
    long late;
    long needed;
    long missing;
    long keyFramesAsked;
    long sent;
    long unsent;
    long unreceived;

    /// A histogram of nanoseconds, exact to 1 %.
    public static Histogram histogram() {
        return new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    }

    /// The same for fewer different times, in less memory: slower to write.
    static Histogram packed(Histogram histogram) {
        Histogram packed = new PackedHistogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
        packed.add(histogram);
        return packed;
    }

    /// The sender and the receiver share a clock, so a negative time is a fault of ours and counts as the shortest.
    void latency(long nanos) {
        latency.recordValue(Math.clamp(nanos, 0, HIGHEST_NANOS));
    }

    public void sent(long more) {
        sent += more;
    }

    public void unsent(long more) {
        unsent += more;
    }

    public void unreceived(long more) {
        unreceived += more;
    }

    /// What there was, and begins anew.
    public Counts take() {
        Counts counts = new Counts(
                latency.copy(),
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
        latency.reset();
        packets = 0;
        bytes = 0;
        retransmitted = 0;
        duplicates = 0;
        damaged = 0;
        strange = 0;
        lost = 0;
        repaired = 0;
        late = 0;
        needed = 0;
        missing = 0;
        keyFramesAsked = 0;
        sent = 0;
        unsent = 0;
        unreceived = 0;
        return counts;
    }
}
