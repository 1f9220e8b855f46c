package io.plenum.sim;

import io.plenum.core.Codec;

/// What a fake camera is encoded in.
public enum VideoFormat {
    VP8(Codec.Family.VP8),
    VP9(Codec.Family.VP9),
    AV1(Codec.Family.AV1),
    H264(Codec.Family.H264),
    H265(Codec.Family.H265);

    private final Codec.Family family;

    VideoFormat(Codec.Family family) {
        this.family = family;
    }

    Codec codec() {
        return new Codec(family, "video/" + family + "/90000", 90_000, 1);
    }
}
