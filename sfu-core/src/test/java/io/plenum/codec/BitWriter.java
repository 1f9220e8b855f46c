package io.plenum.codec;

import java.util.Arrays;

/// Composes bit fields for tests and simulated publishers, most significant bit first.
public final class BitWriter {
    private final byte[] bytes = new byte[512];
    private int position;

    public BitWriter bits(int count, int value) {
        for (int i = count - 1; i >= 0; i--, position++) {
            bytes[position >> 3] |= (byte) ((value >> i & 1) << (7 - (position & 7)));
        }
        return this;
    }

    /// A number below `limit` (ns(n) of the AV1 specification, §4.10.7).
    public BitWriter nonSymmetric(int limit, int value) {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(limit);
        int shorter = (1 << width) - limit;
        return value < shorter ? bits(width - 1, value) : bits(width, value + shorter);
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, (position + 7) / 8);
    }
}
