package io.plenum.codec;

import io.plenum.rtp.BigEndian;

/// As much of an H.265 payload (RFC 7798) as tells where a decoder may start, and the temporal layer.
public final class H265Payload {
    /// Pictures a decoder may start at: BLA, IDR and CRA (ITU-T H.265, table 7-1).
    private static final int FIRST_RANDOM_ACCESS = 16;

    private static final int LAST_RANDOM_ACCESS = 21;
    private static final int VIDEO_PARAMETER_SET = 32;
    private static final int SEQUENCE_PARAMETER_SET = 33;
    private static final int AGGREGATION = 48;
    private static final int FRAGMENTATION = 49;
    private static final int HEADER = 2;
    private static final int FU_START = 0x80;

    private H265Payload() {}

    /// Whether a part of a key frame starts in this packet: its parameter sets, or the picture.
    public static boolean keyFrameStart(byte[] bytes, int offset, int length) {
        if (length < HEADER) {
            return false;
        }
        int type = type(bytes[offset]);
        return switch (type) {
            case AGGREGATION -> anyStarts(bytes, offset + HEADER, offset + length);
            case FRAGMENTATION ->
                length > HEADER && (bytes[offset + HEADER] & FU_START) != 0 && starts(bytes[offset + HEADER] & 0x3F);
            default -> starts(type);
        };
    }

    /// Whether this is where a key frame with parameter sets begins: a decoder that begins later lacks them.
    public static boolean parametersStart(byte[] bytes, int offset, int length) {
        boolean aggregated = length > HEADER + 2 && type(bytes[offset]) == AGGREGATION;
        int first = aggregated ? offset + HEADER + 2 : offset;
        return length >= HEADER && type(bytes[first]) == VIDEO_PARAMETER_SET;
    }

    /// The temporal layer, 0 for the base.
    public static int temporalId(byte[] bytes, int offset, int length) {
        return length < HEADER ? 0 : Math.max(0, (bytes[offset + 1] & 0x07) - 1);
    }

    private static int type(byte first) {
        return first >> 1 & 0x3F;
    }

    private static boolean anyStarts(byte[] bytes, int from, int end) {
        int at = from;
        while (at + HEADER < end) {
            int size = BigEndian.u16(bytes, at);
            if (starts(type(bytes[at + 2]))) {
                return true;
            }
            at += 2 + size;
        }
        return false;
    }

    private static boolean starts(int type) {
        return (type >= FIRST_RANDOM_ACCESS && type <= LAST_RANDOM_ACCESS)
                || type == VIDEO_PARAMETER_SET
                || type == SEQUENCE_PARAMETER_SET;
    }
}
