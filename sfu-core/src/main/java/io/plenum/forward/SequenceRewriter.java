package io.plenum.forward;

/// Gives the packets of changing sources one continuous row of sequence numbers.
///
/// A packet that was left out on purpose closes its gap; a packet that was lost leaves one, so that the receiver can
/// ask for it. All numbers are extended ones.
public final class SequenceRewriter {
    /// The packet has no place in the row: it is from before the last switch, was left out, or is too late to tell.
    public static final long NO_PLACE = -1;

    /// How many runs of left-out packets a late one may be behind. A run is a frame of a layer that is not wanted:
    /// these are one to two seconds of them, after which no player has a use for a packet. A power of two.
    private static final int REMEMBERED_RUNS = 64;

    private static final int WORDS = 3;
    private static final int FIRST = 0;
    private static final int LAST = 1;
    /// How many were left out before and in the run.
    private static final int DROPPED = 2;

    private static final long[] NO_RUNS = {};

    /// Made late: of most streams nothing is left out.
    private long[] remembered = NO_RUNS;

    private long runs;
    private long dropped;
    private long lastDropped = Long.MIN_VALUE;

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

    /// Goes on where another one has come to, with the next [#join].
    public void follow(SequenceRewriter before) {
        next = before.next;
    }

    /// Another source begins with this packet: it gets the next free number.
    public void join(long source) {
        firstSource = source;
        highestSource = source - 1;
        offset = next - source;
        runs = 0;
        dropped = 0;
        lastDropped = Long.MIN_VALUE;
    }

    /// The number for a packet that is sent on.
    public long map(long source) {
        if (source < firstSource) {
            return NO_PLACE;
        }
        if (source <= lastDropped) {
            return mapLate(source);
        }
        if (source > highestSource) {
            highestSource = source;
            next = source + offset + 1;
        }
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
        lastDropped = source;
        if (runs == 0 || run(runs - 1, LAST) != source - 1) {
            begin(source);
        }
        int at = at(runs - 1);
        remembered[at + LAST] = source;
        remembered[at + DROPPED] = dropped;
    }

    private void begin(long source) {
        if (remembered.length == 0) {
            remembered = new long[REMEMBERED_RUNS * WORDS];
        }
        remembered[at(runs++) + FIRST] = source;
    }

    /// The number the next packet in order would get.
    public long next() {
        return next;
    }

    /// Whether this is ahead of all that were sent on or left out.
    public boolean isAhead(long source) {
        return source > highestSource;
    }

    /// Whether this is from before the last join.
    public boolean isBefore(long source) {
        return source < firstSource;
    }

    private long mapLate(long source) {
        long oldest = Math.max(0, runs - REMEMBERED_RUNS);
        long run = runs - 1;
        while (run >= oldest && run(run, FIRST) > source) {
            run--;
        }
        boolean forgotten = run < oldest && oldest > 0;
        boolean leftOut = run >= oldest && source <= run(run, LAST);
        long before = run < oldest ? 0 : run(run, DROPPED);
        return leftOut || forgotten ? NO_PLACE : source + offset + dropped - before;
    }

    private long run(long run, int word) {
        return remembered[at(run) + word];
    }

    private static int at(long run) {
        return (int) (run & (REMEMBERED_RUNS - 1)) * WORDS;
    }
}
