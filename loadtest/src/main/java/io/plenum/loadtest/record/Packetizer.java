package io.plenum.loadtest.record;

import io.plenum.sim.VideoFormat;
import java.util.List;

/// Cuts a stream's frames into RTP payloads. Each stream has its own: they count pictures.
interface Packetizer {
    /// What leaves room for a tunnel's headers, as browsers choose.
    int MOST_BYTES = 1_100;

    boolean isKeyFrame(byte[] frame);

    List<byte[]> payloads(byte[] frame, boolean key);

    static Packetizer of(VideoFormat format) {
        return switch (format) {
            case VP8 -> new Vp8Packetizer();
            case VP9 -> new Vp9Packetizer();
            case AV1 -> new Av1Packetizer();
            case H264, H265 -> throw new IllegalArgumentException("no recording holds " + format);
        };
    }
}
