package io.plenum.send;

/// Numbers that look random, from a seed (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
///
/// The engine has no randomness of its own; the seed comes from whoever sends the join, and the same seed gives the
/// same conference in a test. Not for secrets: SRTP's keys protect the media, these only make streams differ.
public final class SplitMix64 {
    private long state;

    public SplitMix64(long seed) {
        state = seed;
    }

    public long next() {
        state += 0x9E37_79B9_7F4A_7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }

    /// So many random bits, as a non-negative number.
    public int bits(int count) {
        return (int) (next() >>> (Long.SIZE - count));
    }
}
