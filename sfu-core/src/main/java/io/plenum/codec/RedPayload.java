package io.plenum.codec;

/// Redundant audio (RFC 2198): finds the primary block, so that it can be passed on alone.
public final class RedPayload {
    private static final int BLOCK_HEADER = 4;
    /// Opus senders put one or two earlier frames in; more than 8 is an attack on this loop.
    private static final int MAX_BLOCKS = 8;

    private int primaryPayloadType;
    private int primaryOffset;
    private int primaryLength;

    /// False when the payload is not what it announces; nothing else may be called then.
    public boolean wrap(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        int redundant = 0;
        for (int blocks = 0; at < end && bytes[at] < 0; blocks++) {
            if (blocks == MAX_BLOCKS || at + BLOCK_HEADER > end) {
                return false;
            }
            redundant += ((bytes[at + 2] & 0x03) << 8) | (bytes[at + 3] & 0xFF);
            at += BLOCK_HEADER;
        }
        if (at >= end) {
            return false;
        }
        primaryPayloadType = bytes[at] & 0x7F;
        primaryOffset = at + 1 + redundant;
        primaryLength = end - primaryOffset;
        return primaryLength >= 0;
    }

    public int primaryPayloadType() {
        return primaryPayloadType;
    }

    public int primaryOffset() {
        return primaryOffset;
    }

    public int primaryLength() {
        return primaryLength;
    }
}
