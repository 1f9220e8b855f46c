package io.plenum.benchmarks;

import io.plenum.sim.LayeredShape;
import io.plenum.sim.VideoFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is forwarded: a codec as browsers use it.
public enum StreamKind {
    OPUS(null),
    VP8_SIMULCAST_T3(LayeredShape.VP8_SIMULCAST_T3),
    VP9_L3T3(LayeredShape.VP9_L3T3),
    AV1_L3T3(LayeredShape.AV1_L3T3),
    H264(new LayeredShape(VideoFormat.H264, 1, 1, 1, Set.of(), 720, 30, 900_000));

    private final @Nullable LayeredShape shape;

    StreamKind(@Nullable LayeredShape shape) {
        this.shape = shape;
    }

    /// The camera's; empty for a microphone.
    Optional<LayeredShape> shape() {
        return Optional.ofNullable(shape);
    }
}
