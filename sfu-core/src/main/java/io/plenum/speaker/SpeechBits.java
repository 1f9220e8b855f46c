package io.plenum.speaker;

/// The last 1.28 s of one microphone: for each 20 ms whether it was loud. By time, not by packet: where
/// no packets come there is silence.
///
/// What is shorter than a syllable (a key, a click) and the gaps inside of words are smoothed out of it,
/// each by a few operations on the whole.
final class SpeechBits {
    static final long FRAME_NANOS = 20_000_000L;

    /// What counts as this moment, in frames: 100 ms.
    static final int NOW = 5;

    private static final int FRAMES = Long.SIZE;

    /// The longest packet that is sent. A longer gap is discontinuous transmission, or nobody there.
    static final long LONGEST_PACKET_NANOS = 120_000_000L;

    /// The newest in the lowest bit.
    private long loud;
    private long newest;

    /// A packet said how loud it was since the one before.
    ///
    /// @param passedNanos since that, as far as this one speaks for it
    void add(boolean isLoud, long passedNanos, long nowNanos) {
        long frame = Math.floorDiv(nowNanos, FRAME_NANOS);
        long steps = frame - newest;
        newest = Math.max(frame, newest);
        if (steps >= FRAMES) {
            loud = 0;
        } else if (steps > 0) {
            loud <<= steps;
        }
        if (isLoud) {
            long filled = Math.clamp(Math.min(steps, passedNanos / FRAME_NANOS), 1, FRAMES - 1);
            loud |= (1L << filled) - 1;
        }
    }

    /// What was loud was not speech.
    void forget() {
        loud = 0;
    }

    /// Time passed without a packet.
    void settle(long nowNanos) {
        if (nowNanos - newest * FRAME_NANOS > LONGEST_PACKET_NANOS) {
            add(false, 0, nowNanos);
        }
    }

    /// How many of the newest frames were speech.
    int speech(int ofNewest) {
        return Long.bitCount(words() & (-1L >>> (FRAMES - ofNewest)));
    }

    /// Runs of three frames or more, and up to four between two of them.
    private long words() {
        long inside = loud & loud >>> 1 & loud >>> 2;
        long runs = inside | inside << 1 | inside << 2;
        long wide = runs | runs << 1 | runs << 2;
        wide |= wide << 2;
        return wide & (wide >>> 1) & (wide >>> 2) & (wide >>> 3) & (wide >>> 4);
    }
}
