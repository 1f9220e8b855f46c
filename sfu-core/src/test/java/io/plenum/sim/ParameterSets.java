package io.plenum.sim;

import io.plenum.rtp.BigEndian;
import io.plenum.sim.LayeredShape.Trait;

/// H.264 (RFC 6184) and H.265 (RFC 7798) as packetizers of browsers send them: parameter sets in front of each key
/// frame, one packet each or all in one, and fragments of slices.
final class ParameterSets {
    /// How much of a parameter set there is behind the start that [#write] writes.
    static final int LENGTH = 70;

    private static final int[] H264_TYPES = {7, 8};
    private static final int[] H265_TYPES = {32, 33, 34};
    private static final int H264_REFERENCE = 0x60;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int AGGREGATION = 48;
    private static final int FRAGMENTATION = 49;
    private static final int FU_START = 0x80;
    private static final int FU_END = 0x40;
    /// A parameter set that is not the last in its packet.
    private static final int SHORT = 6;

    private ParameterSets() {}

    static int packets(LayeredShape shape) {
        return switch (shape.format()) {
            case H264 -> shape.has(Trait.AGGREGATED) ? 1 : H264_TYPES.length;
            case H265 -> shape.has(Trait.AGGREGATED) ? 1 : H265_TYPES.length;
            case VP8, VP9, AV1 -> 0;
        };
    }

    /// Returns where the last parameter set's content goes.
    static int write(LayeredShape shape, byte[] target, int packet) {
        boolean h264 = shape.format() == VideoFormat.H264;
        int[] types = h264 ? H264_TYPES : H265_TYPES;
        if (!shape.has(Trait.AGGREGATED)) {
            return header(target, 0, h264, types[packet]);
        }
        int at = header(target, 0, h264, h264 ? STAP_A : AGGREGATION);
        for (int i = 0; i < types.length - 1; i++) {
            BigEndian.put16(target, at, SHORT);
            header(target, at + 2, h264, types[i]);
            at += 2 + SHORT;
        }
        BigEndian.put16(target, at, (h264 ? 1 : 2) + LayeredPayload.FRAME_HEADER + LENGTH);
        return header(target, at + 2, h264, types[types.length - 1]);
    }

    /// A fragment of a slice: of an instantaneous refresh, or of an ordinary picture.
    static int fragment(VideoFormat format, byte[] target, boolean key, boolean start, boolean end) {
        int flags = (start ? FU_START : 0) | (end ? FU_END : 0);
        boolean h264 = format == VideoFormat.H264;
        int at = header(target, 0, h264, h264 ? FU_A : FRAGMENTATION);
        BigEndian.put8(target, at, flags | (h264 ? (key ? 5 : 1) : (key ? 19 : 1)));
        return at + 1;
    }

    private static int header(byte[] target, int at, boolean h264, int type) {
        if (h264) {
            BigEndian.put8(target, at, H264_REFERENCE | type);
            return at + 1;
        }
        BigEndian.put8(target, at, type << 1);
        BigEndian.put8(target, at + 1, 1);
        return at + 2;
    }
}
