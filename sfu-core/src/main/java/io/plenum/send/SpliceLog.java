package io.plenum.send;

import org.jspecify.annotations.Nullable;

/// From which outgoing number on which splice was in force.
final class SpliceLog {
    /// A slot changes its source a few times in a second at the very most, as each change takes a key frame;
    /// what is older than a second is not sent again. A power of two.
    private static final int REMEMBERED = 8;

    private final @Nullable Splice[] splices = new @Nullable Splice[REMEMBERED];
    private final long[] since = new long[REMEMBERED];
    private @Nullable Splice current;
    private long currentSince;
    private int count;

    /// A packet of this splice gets this number; one that comes late, of an earlier splice, changes nothing.
    void note(Splice splice, long sequence) {
        if (!splice.equals(current) && (count == 0 || sequence > currentSince)) {
            int index = count++ & (REMEMBERED - 1);
            splices[index] = splice;
            since[index] = sequence;
            current = splice;
            currentSince = sequence;
        }
    }

    @Nullable
    Splice current() {
        return current;
    }

    /// Null when it is too long ago.
    @Nullable
    Splice at(long sequence) {
        return sequence >= currentSince ? current : earlier(sequence);
    }

    private @Nullable Splice earlier(long sequence) {
        int oldest = Math.max(0, count - REMEMBERED);
        for (int change = count - 2; change >= oldest; change--) {
            int index = change & (REMEMBERED - 1);
            if (since[index] <= sequence) {
                return splices[index];
            }
        }
        return null;
    }
}
