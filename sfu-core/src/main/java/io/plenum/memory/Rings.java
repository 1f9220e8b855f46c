package io.plenum.memory;

/// Rings of `long` words over rising numbers: so many words for each, the capacity a power of two.
public final class Rings {
    private Rings() {}

    /// The same in one of twice the size.
    ///
    /// @param words for each number
    /// @param highest of the numbers; those that the old ring still holds are taken over
    public static long[] doubled(long[] ring, int words, long highest) {
        long[] doubled = new long[2 * ring.length];
        int capacity = ring.length / words;
        for (long number = Math.max(0, highest - capacity + 1); number <= highest; number++) {
            System.arraycopy(
                    ring, place(number, capacity) * words, doubled, place(number, 2 * capacity) * words, words);
        }
        return doubled;
    }

    private static int place(long number, int capacity) {
        return (int) number & (capacity - 1);
    }
}
