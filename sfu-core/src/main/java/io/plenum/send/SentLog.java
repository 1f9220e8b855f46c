package io.plenum.send;

import org.jspecify.annotations.Nullable;

/// What went out under the last sequence numbers of a slot: enough to send exactly the same again.
///
/// A ring over the outgoing number. The packet itself is in its layer's history; here is only where, and how it was
/// changed.
final class SentLog {
    private static final long NEVER_RESENT = Long.MIN_VALUE / 2;
    private static final long NOT_WRITTEN = -1;
    private static final int TRANSPORT_BITS = 16;

    private final long[] sequences;
    private final @Nullable Splice[] splices;
    private final long[] sources;
    private final int[] changes;
    private final long[] stamps;
    private final long[] resentAt;
    private final int mask;

    /// @param capacity a power of two
    SentLog(int capacity) {
        sequences = new long[capacity];
        splices = new @Nullable Splice[capacity];
        sources = new long[capacity];
        changes = new int[capacity];
        stamps = new long[capacity];
        resentAt = new long[capacity];
        mask = capacity - 1;
    }

    void add(long sequence, Splice splice, long source, int change) {
        int index = index(sequence);
        sequences[index] = sequence;
        splices[index] = splice;
        sources[index] = source;
        changes[index] = change;
        stamps[index] = NOT_WRITTEN;
        resentAt[index] = NEVER_RESENT;
    }

    /// Null when it was never sent or is too long ago.
    @Nullable
    Splice splice(long sequence) {
        int index = index(sequence);
        return sequences[index] == sequence ? splices[index] : null;
    }

    long source(long sequence) {
        return sources[index(sequence)];
    }

    int change(long sequence) {
        return changes[index(sequence)];
    }

    void hollow(long sequence) {
        changes[index(sequence)] = PictureChange.EMPTY;
    }

    /// The packet goes out for the first time, with these numbers of its own in the header.
    void written(long sequence, int sendTime, int transport16) {
        stamps[index(sequence)] = ((long) sendTime << TRANSPORT_BITS) | transport16;
    }

    /// False while it waits for its turn.
    boolean isWritten(long sequence) {
        return stamps[index(sequence)] != NOT_WRITTEN;
    }

    /// As abs-send-time has it.
    int sendTime(long sequence) {
        return (int) (stamps[index(sequence)] >>> TRANSPORT_BITS);
    }

    /// The transport-wide number.
    int transport16(long sequence) {
        return (int) stamps[index(sequence)] & 0xFFFF;
    }

    long resentAt(long sequence) {
        return resentAt[index(sequence)];
    }

    void resent(long sequence, long nowNanos) {
        resentAt[index(sequence)] = nowNanos;
    }

    private int index(long sequence) {
        return (int) sequence & mask;
    }
}
