package io.plenum.loadtest.record;

import io.plenum.sim.VideoFormat;
import java.util.ArrayList;
import java.util.List;

/// Cuts a stream's frames into RTP payloads. Each stream has its own: they count pictures.
interface Packetizer {
    /// What leaves room for a tunnel's headers, as browsers choose.
    int MOST_BYTES = 1_100;

    boolean isKeyFrame(byte[] frame);

    List<byte[]> payloads(byte[] frame, boolean key);

    /// What stands before each part of a frame.
    @FunctionalInterface
    interface Descriptor {
        void write(byte[] payload, boolean first, boolean last);
    }

    /// Cuts a frame into parts that fit, each behind a descriptor of so many bytes.
    static List<byte[]> cut(byte[] frame, int descriptorLength, Descriptor descriptor) {
        List<byte[]> payloads = new ArrayList<>();
        for (int at = 0; at < frame.length; at += MOST_BYTES) {
            int length = Math.min(MOST_BYTES, frame.length - at);
            byte[] payload = new byte[descriptorLength + length];
            descriptor.write(payload, at == 0, at + length == frame.length);
            System.arraycopy(frame, at, payload, descriptorLength, length);
            payloads.add(payload);
        }
        return payloads;
    }

    static Packetizer of(VideoFormat format) {
        return switch (format) {
            case VP8 -> new Vp8Packetizer();
            case VP9 -> new Vp9Packetizer();
            case AV1 -> new Av1Packetizer();
            case H264, H265 -> throw new IllegalArgumentException("no recording holds " + format);
        };
    }
}
