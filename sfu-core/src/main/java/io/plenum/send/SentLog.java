package io.plenum.send;

import org.jspecify.annotations.Nullable;

/// What went out under the last sequence numbers of a slot: enough to send exactly the same again.
///
/// A ring over the outgoing number, which grows while it would forget what can still be asked for. The packet
/// itself is in its layer's history; here is only where, and how it was changed. One array for all, so that a
/// packet's numbers lie side by side.
final class SentLog {
    /// More than a second of a microphone or a thumbnail. A power of two.
    static final int INITIAL_CAPACITY = 64;

    private static final int WORDS = 4;
    /// The change above, the low half of the sequence number below.
    private static final int CHANGE_AND_NUMBER = 0;
    private static final int SOURCE = 1;
    private static final int STAMP = 2;
    /// When it was queued, or sent again last, which the lowest bit tells.
    private static final int TIME = 3;

    private static final long NEVER_RESENT = Long.MIN_VALUE / 2;
    private static final long NOT_WRITTEN = -1;
    private static final long REFUSED = -2;
    private static final int TRANSPORT_BITS = 16;
    private static final long NUMBER_MASK = 0xFFFF_FFFFL;

    private final SpliceLog splices = new SpliceLog();
    private final int mostEntries;
    private long[] words = new long[INITIAL_CAPACITY * WORDS];
    private int mask = INITIAL_CAPACITY - 1;

    /// @param mostEntries how far it may grow: a power of two
    SentLog(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    void add(long sequence, Splice splice, long source, int change, long nowNanos) {
        while (capacity() < mostEntries && forgetsRecent(sequence, nowNanos)) {
            grow();
        }
        splices.note(splice, sequence);
        int at = at(sequence);
        words[at + CHANGE_AND_NUMBER] = numbered(change, sequence);
        words[at + SOURCE] = source;
        words[at + STAMP] = NOT_WRITTEN;
        words[at + TIME] = nowNanos << 1;
    }

    /// How many numbers below the highest one are remembered at most.
    int capacity() {
        return mask + 1;
    }

    private boolean forgetsRecent(long sequence, long nowNanos) {
        return holds(sequence - capacity())
                && nowNanos - (words[at(sequence) + TIME] >> 1) < PacketHistory.MAX_AGE_NANOS;
    }

    private void grow() {
        long[] old = words;
        int oldMask = mask;
        words = new long[2 * old.length];
        mask = 2 * oldMask + 1;
        for (int from = 0; from < old.length; from += WORDS) {
            System.arraycopy(old, from, words, at(old[from + CHANGE_AND_NUMBER]), WORDS);
        }
    }

    /// Null when it was never sent or is too long ago.
    @Nullable
    Splice splice(long sequence) {
        return holds(sequence) ? splices.at(sequence) : null;
    }

    /// Of the packet that was added last in its turn.
    @Nullable
    Splice current() {
        return splices.current();
    }

    /// No stream begins at 0, which is in every place that was not used yet.
    private boolean holds(long sequence) {
        return sequence > 0 && (int) words[at(sequence) + CHANGE_AND_NUMBER] == (int) sequence;
    }

    long source(long sequence) {
        return words[at(sequence) + SOURCE];
    }

    int change(long sequence) {
        return (int) (words[at(sequence) + CHANGE_AND_NUMBER] >>> Integer.SIZE);
    }

    void hollow(long sequence) {
        words[at(sequence) + CHANGE_AND_NUMBER] = numbered(PictureChange.EMPTY, sequence);
    }

    private static long numbered(int change, long sequence) {
        return (long) change << Integer.SIZE | (sequence & NUMBER_MASK);
    }

    /// The packet goes out for the first time, with these numbers of its own in the header.
    void written(long sequence, int sendTime, int transport16) {
        words[at(sequence) + STAMP] = (long) sendTime << TRANSPORT_BITS | transport16;
    }

    /// It found no place in the queue.
    void refused(long sequence) {
        words[at(sequence) + STAMP] = REFUSED;
    }

    /// It found one after all.
    void queued(long sequence) {
        words[at(sequence) + STAMP] = NOT_WRITTEN;
    }

    boolean waits(long sequence) {
        return words[at(sequence) + STAMP] == NOT_WRITTEN;
    }

    /// False while it waits for its turn, and when it was refused.
    boolean isWritten(long sequence) {
        return words[at(sequence) + STAMP] >= 0;
    }

    /// As abs-send-time has it.
    int sendTime(long sequence) {
        return (int) (words[at(sequence) + STAMP] >>> TRANSPORT_BITS);
    }

    /// The transport-wide number.
    int transport16(long sequence) {
        return (int) words[at(sequence) + STAMP] & 0xFFFF;
    }

    long resentAt(long sequence) {
        long time = words[at(sequence) + TIME];
        return (time & 1) == 0 ? NEVER_RESENT : time >> 1;
    }

    void resent(long sequence, long nowNanos) {
        words[at(sequence) + TIME] = nowNanos << 1 | 1;
    }

    private int at(long sequence) {
        return ((int) sequence & mask) * WORDS;
    }
}
