package io.plenum.forward;

/// Gives the packets of changing sources one continuous row of sequence numbers.
///
/// A packet that was left out on purpose closes its gap; a packet that was lost leaves one, so that the receiver can
/// ask for it. All numbers are extended ones.
public final class SequenceRewriter {
    /// The packet has no place in the row: it is from before the last switch, was left out, or is too late to tell.
    public static final long NO_PLACE = -1;

    /// How many runs of left-out packets a late one may be behind. A run is a frame of a layer that is not wanted:
    /// these
    /// are one to two seconds of them, after which no player has a use for a packet. A power of two.
    private static final int REMEMBERED_RUNS = 64;

    private final long[] runFirst = new long[REMEMBERED_RUNS];
    private final long[] runLast = new long[REMEMBERED_RUNS];
    /// How many were left out before and in each run.
    private final long[] droppedUpTo = new long[REMEMBERED_RUNS];
    private long runs;
    private long dropped;

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
        runs = 0;
        dropped = 0;
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
        dropped++;
        if (runs == 0 || runLast[index(runs - 1)] != source - 1) {
            runFirst[index(runs++)] = source;
        }
        runLast[index(runs - 1)] = source;
        droppedUpTo[index(runs - 1)] = dropped;
    }

    /// The number the next packet in order would get.
    public long next() {
        return next;
    }

    /// Whether this is ahead of all that were sent on or left out.
    public boolean isAhead(long source) {
        return source > highestSource;
    }

    private long mapLate(long source) {
        long oldest = Math.max(0, runs - REMEMBERED_RUNS);
        long run = runs - 1;
        while (run >= oldest && runFirst[index(run)] > source) {
            run--;
        }
        boolean forgotten = run < oldest && oldest > 0;
        boolean leftOut = run >= oldest && source <= runLast[index(run)];
        long before = run < oldest ? 0 : droppedUpTo[index(run)];
        return leftOut || forgotten ? NO_PLACE : source + offset + dropped - before;
    }

    private static int index(long run) {
        return (int) (run & (REMEMBERED_RUNS - 1));
    }
}
