package io.plenum.forward;

/// Gives the packets of changing sources one continuous row of sequence numbers.
///
/// A packet that was left out on purpose closes its gap; a packet that was lost leaves one, so that the receiver can
/// ask for it. All numbers are extended ones.
public final class SequenceRewriter {
    /// The packet has no place in the row: it is from before the last switch, was left out, or is too late to tell.
    public static final long NO_PLACE = -1;

    /// How many left-out packets a late one may be behind. A burst of probing padding is about 20 packets, a late
    /// packet is behind one or two of those.
    private static final int REMEMBERED_DROPS = 64;

    private final long[] drops = new long[REMEMBERED_DROPS];
    private long dropCount;

    private long firstSource;
    private long highestSource;
    private long offset;
    private long next;

    /// @param first the number that the first packet of all gets
    public SequenceRewriter(long first) {
        next = first;
        highestSource = Long.MAX_VALUE;
        firstSource = Long.MAX_VALUE;
    }

    /// Another source begins with this packet: it gets the next free number.
    public void join(long source) {
        firstSource = source;
        highestSource = source - 1;
        offset = next - source;
        dropCount = 0;
    }

    /// The number for a packet that is sent on.
    public long map(long source) {
        if (source < firstSource) {
            return NO_PLACE;
        }
        if (source <= highestSource) {
            return mapLate(source);
        }
        highestSource = source;
        next = source + offset + 1;
        return source + offset;
    }

    /// This packet is left out. One that comes late had its place left free already: it stays a gap.
    public void drop(long source) {
        if (source <= highestSource || source < firstSource) {
            return;
        }
        highestSource = source;
        offset--;
        next = source + offset + 1;
        drops[index(dropCount++)] = source;
    }

    /// The number the next packet in order would get.
    public long next() {
        return next;
    }

    private long mapLate(long source) {
        long oldest = Math.max(0, dropCount - REMEMBERED_DROPS);
        long at = dropCount;
        while (at > oldest && drops[index(at - 1)] > source) {
            at--;
        }
        boolean leftOut = at > oldest && drops[index(at - 1)] == source;
        boolean forgotten = at == oldest && oldest > 0;
        return leftOut || forgotten ? NO_PLACE : source + offset + (dropCount - at);
    }

    private static int index(long drop) {
        return (int) (drop & (REMEMBERED_DROPS - 1));
    }
}
