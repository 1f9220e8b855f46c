package io.plenum.codec;

import io.plenum.rtp.BigEndian;

/// As much of an H.264 payload (RFC 6184) as tells where a decoder may start.
public final class H264Payload {
    private static final int IDR_SLICE = 5;
    private static final int SEQUENCE_PARAMETER_SET = 7;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int TYPE_MASK = 0x1F;
    private static final int FU_START = 0x80;

    private H264Payload() {}

    /// Whether a part of a key frame starts in this packet: its parameter sets, or the picture.
    public static boolean keyFrameStart(byte[] bytes, int offset, int length) {
        if (length < 1) {
            return false;
        }
        int type = bytes[offset] & TYPE_MASK;
        return switch (type) {
            case STAP_A -> anyStarts(bytes, offset + 1, offset + length);
            case FU_A -> length >= 2 && (bytes[offset + 1] & FU_START) != 0 && starts(bytes[offset + 1] & TYPE_MASK);
            default -> starts(type);
        };
    }

    /// Whether this is where a key frame with parameter sets begins: a decoder that begins later lacks them.
    public static boolean parametersStart(byte[] bytes, int offset, int length) {
        boolean aggregated = length > 3 && (bytes[offset] & TYPE_MASK) == STAP_A;
        int first = aggregated ? offset + 3 : offset;
        return length > 0 && (bytes[first] & TYPE_MASK) == SEQUENCE_PARAMETER_SET;
    }

    private static boolean anyStarts(byte[] bytes, int from, int end) {
        int at = from;
        while (at + 2 < end) {
            int size = BigEndian.u16(bytes, at);
            if (starts(bytes[at + 2] & TYPE_MASK)) {
                return true;
            }
            at += 2 + size;
        }
        return false;
    }

    private static boolean starts(int type) {
        return type == IDR_SLICE || type == SEQUENCE_PARAMETER_SET;
    }
}
