package io.plenum.send;

import io.plenum.memory.Rings;
import org.jspecify.annotations.Nullable;

/// What went out under the last sequence numbers of a slot: enough to send exactly the same again.
///
/// A ring over the outgoing number, which grows while it would forget what can still be asked for. The packet
/// itself is in its layer's history; here is only where, and how it was changed. Two words for each, side by side: an
/// audience has more of these than a processor's caches hold, and each packet waits for its place.
final class SentLog {
    /// More than a second of a microphone or a thumbnail. A power of two.
    static final int INITIAL_CAPACITY = 64;

    /// For so many packets it is looked at once whether they need more room: each look is at memory in no cache.
    private static final int AHEAD = 8;

    private static final int WORDS = 2;
    /// The change above, the low half of the published number below.
    private static final int CHANGE_AND_SOURCE = 0;
    /// From the top: abs-send-time, the transport-wide number, what is known, and when it was queued or resent last.
    private static final int LIFE = 1;

    private static final int SEND_TIME_SHIFT = 40;
    private static final int TRANSPORT_SHIFT = 24;
    private static final int TRANSPORT_MASK = 0xFFFF;
    private static final long STAMP_MASK = -1L << TRANSPORT_SHIFT;
    /// In the place of the stamp, which nothing has until it is written: it found no place in the queue.
    private static final long REFUSED = 1L << TRANSPORT_SHIFT;

    private static final long USED = 1 << 23;
    /// Without it the number was left out.
    private static final long PRESENT = 1 << 22;
    private static final long WRITTEN = 1 << 21;
    private static final long RESENT = 1 << 20;
    /// In milliseconds, 17 minutes of them: a thousand times as long as anything is stored.
    private static final long TIME_MASK = RESENT - 1;

    private static final long NANOS_PER_MILLISECOND = 1_000_000L;
    private static final long NUMBER_MASK = 0xFFFF_FFFFL;

    private final SpliceLog splices = new SpliceLog();
    private final int mostEntries;
    private long[] words = new long[INITIAL_CAPACITY * WORDS];
    private int mask = INITIAL_CAPACITY - 1;
    private long highest;
    private long lookAt;

    /// @param mostEntries how far it may grow: a power of two
    SentLog(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    /// The number must be above [#highest] less [#capacity].
    void add(long sequence, Splice splice, long source, int change, long nowNanos) {
        long time = time(nowNanos);
        if (sequence >= lookAt) {
            makeRoom(sequence, time);
        }
        if (sequence > highest) {
            leaveOut(Math.max(highest + 1, sequence - mask), sequence, time);
            highest = sequence;
        }
        splices.note(splice, sequence);
        int at = at(sequence);
        words[at + CHANGE_AND_SOURCE] = changed(change, source);
        words[at + LIFE] = USED | PRESENT | time;
    }

    private void leaveOut(long from, long until, long time) {
        for (long sequence = from; sequence < until; sequence++) {
            words[at(sequence) + LIFE] = USED | time;
        }
    }

    private static long time(long nowNanos) {
        return nowNanos / NANOS_PER_MILLISECOND & TIME_MASK;
    }

    /// The highest number so far; 0 before the first.
    long highest() {
        return highest;
    }

    /// How many numbers below the highest one are remembered at most.
    int capacity() {
        return mask + 1;
    }

    /// Grows while what the next numbers take the place of can still be asked for.
    private void makeRoom(long sequence, long time) {
        lookAt = sequence + AHEAD;
        while (capacity() < mostEntries && isRecent(words[at(lookAt - 1) + LIFE], time)) {
            grow();
        }
    }

    private static boolean isRecent(long life, long time) {
        return life != 0 && (time - life & TIME_MASK) * NANOS_PER_MILLISECOND < PacketHistory.MAX_AGE_NANOS;
    }

    private void grow() {
        words = Rings.doubled(words, WORDS, highest);
        mask = 2 * mask + 1;
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

    private boolean holds(long sequence) {
        return sequence <= highest && sequence >= highest - mask && is(sequence, PRESENT);
    }

    private boolean is(long sequence, long known) {
        return (words[at(sequence) + LIFE] & known) != 0;
    }

    /// The low half of the number under which it was published.
    int source(long sequence) {
        return (int) words[at(sequence) + CHANGE_AND_SOURCE];
    }

    int change(long sequence) {
        return (int) (words[at(sequence) + CHANGE_AND_SOURCE] >>> Integer.SIZE);
    }

    void hollow(long sequence) {
        words[at(sequence) + CHANGE_AND_SOURCE] = changed(PictureChange.EMPTY, source(sequence));
    }

    private static long changed(int change, long source) {
        return (long) change << Integer.SIZE | (source & NUMBER_MASK);
    }

    /// The packet goes out for the first time, with these numbers of its own in the header.
    ///
    /// @param sendTime 24 bits, as abs-send-time has it
    void written(long sequence, int sendTime, int transport16) {
        long stamp = (long) sendTime << SEND_TIME_SHIFT | (long) transport16 << TRANSPORT_SHIFT;
        words[at(sequence) + LIFE] = (words[at(sequence) + LIFE] & ~STAMP_MASK) | WRITTEN | stamp;
    }

    /// It found no place in the queue.
    void refused(long sequence) {
        words[at(sequence) + LIFE] |= REFUSED;
    }

    /// It found one after all.
    void queued(long sequence) {
        words[at(sequence) + LIFE] &= ~REFUSED;
    }

    boolean waits(long sequence) {
        return !is(sequence, WRITTEN | REFUSED);
    }

    /// False while it waits for its turn, and when it was refused.
    boolean isWritten(long sequence) {
        return is(sequence, WRITTEN);
    }

    int sendTime(long sequence) {
        return (int) (words[at(sequence) + LIFE] >>> SEND_TIME_SHIFT);
    }

    /// The transport-wide number.
    int transport16(long sequence) {
        return (int) (words[at(sequence) + LIFE] >>> TRANSPORT_SHIFT) & TRANSPORT_MASK;
    }

    /// Whether it was sent again not so long ago.
    boolean isResentWithin(long sequence, long nanos, long nowNanos) {
        long ago = time(nowNanos) - words[at(sequence) + LIFE] & TIME_MASK;
        return is(sequence, RESENT) && ago * NANOS_PER_MILLISECOND < nanos;
    }

    void resent(long sequence, long nowNanos) {
        int at = at(sequence) + LIFE;
        words[at] = (words[at] & ~TIME_MASK) | RESENT | time(nowNanos);
    }

    private int at(long sequence) {
        return ((int) sequence & mask) * WORDS;
    }
}
