package io.plenum.codec;

/// Bits of a byte array, most significant first. Reading past the end gives zeros and is remembered.
final class BitReader {
    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private boolean overrun;

    void wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        position = offset * Byte.SIZE;
        end = (offset + length) * Byte.SIZE;
        overrun = false;
    }

    /// Whether more was read than there was: what came from this reader must not be used then.
    boolean overrun() {
        return overrun;
    }

    boolean flag() {
        return bits(1) != 0;
    }

    int bits(int count) {
        if (count > end - position) {
            overrun = true;
            position = end;
            return 0;
        }
        int value = 0;
        for (int i = 0; i < count; i++, position++) {
            value = value << 1 | (bytes[position >> 3] >> (7 - (position & 7)) & 1);
        }
        return value;
    }

    /// A number below `limit` in as few bits as possible (ns(n) of the AV1 specification, §4.10.7).
    int nonSymmetric(int limit) {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(limit);
        int shorter = (1 << width) - limit;
        int value = bits(width - 1);
        return value < shorter ? value : (value << 1) - shorter + bits(1);
    }
}
