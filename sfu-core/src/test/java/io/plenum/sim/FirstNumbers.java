package io.plenum.sim;

import java.util.Random;

/// Where one stream's numbers begin: anywhere, as the RFCs want it, or just before all of them wrap.
///
/// @param sequence 16 bits
/// @param timestamp 32 bits
/// @param pictureId 15 bits; @param tl0PicIdx 8 bits
/// @param frame 16 bits: the dependency descriptor's
record FirstNumbers(int sequence, long timestamp, int pictureId, int tl0PicIdx, int frame) {
    /// Pictures, frames and ticks wrap a moment after the sequence number does, each at another time.
    private static final int PICTURES = 60;

    private static final long TICKS = 3 * 90_000;

    static FirstNumbers any(Random random) {
        return new FirstNumbers(
                random.nextInt(1 << 16),
                random.nextLong(1L << 32),
                random.nextInt(1 << 15),
                random.nextInt(1 << 8),
                random.nextInt(1 << 16));
    }

    /// @param sequence the first one, some packets before the wrap
    static FirstNumbers beforeTheWrap(int sequence) {
        return new FirstNumbers(
                sequence, (1L << 32) - TICKS, (1 << 15) - PICTURES, (1 << 8) - 20, (1 << 16) - PICTURES);
    }
}
