package io.plenum.benchmarks;

import io.plenum.sim.LayeredShape;
import io.plenum.sim.VideoFormat;
import java.util.Optional;
import java.util.Set;

/// What is forwarded: a codec as browsers use it.
public enum StreamKind {
    OPUS,
    VP8_SIMULCAST_T3,
    VP9_L3T3,
    AV1_L3T3,
    H264;

    /// The camera's; empty for a microphone.
    Optional<LayeredShape> shape() {
        return switch (this) {
            case OPUS -> Optional.empty();
            case VP8_SIMULCAST_T3 -> Optional.of(LayeredShape.VP8_SIMULCAST_T3);
            case VP9_L3T3 -> Optional.of(LayeredShape.VP9_L3T3);
            case AV1_L3T3 -> Optional.of(LayeredShape.AV1_L3T3);
            case H264 -> Optional.of(new LayeredShape(VideoFormat.H264, 1, 1, 1, Set.of(), 720, 30, 900_000));
        };
    }
}
