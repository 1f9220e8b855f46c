package io.plenum.loadtest.scenario;

import io.plenum.sim.LayeredShape;
import io.plenum.sim.VideoFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What cameras are encoded in, as it is written on a command line: `vp9-svc`.
public enum Camera {
    VP8(VideoFormat.VP8, 1, 1, 1),
    VP8_SIMULCAST(VideoFormat.VP8, 3, 1, 3),
    VP9(VideoFormat.VP9, 1, 1, 1),
    VP9_SIMULCAST(VideoFormat.VP9, 3, 1, 1),
    VP9_SVC(VideoFormat.VP9, 1, 3, 3),
    AV1(VideoFormat.AV1, 1, 1, 1),
    AV1_SIMULCAST(VideoFormat.AV1, 3, 1, 1),
    AV1_SVC(VideoFormat.AV1, 1, 3, 3),
    H264(VideoFormat.H264, 1, 1, 1),
    H264_SIMULCAST(VideoFormat.H264, 3, 1, 1);

    private final VideoFormat format;
    private final int encodings;
    private final int spatialLayers;
    private final int temporalLayers;

    Camera(VideoFormat format, int encodings, int spatialLayers, int temporalLayers) {
        this.format = format;
        this.encodings = encodings;
        this.spatialLayers = spatialLayers;
        this.temporalLayers = temporalLayers;
    }

    /// @param bitsPerSecond of the highest quality; each lower one has a third
    public LayeredShape shape(int height, int framesPerSecond, int bitsPerSecond) {
        // L3T3_KEY is what browsers choose for SVC.
        return new LayeredShape(
                format,
                encodings,
                spatialLayers,
                temporalLayers,
                Set.of(LayeredShape.Trait.LINKED_ON_KEY_ONLY),
                height,
                framesPerSecond,
                bitsPerSecond);
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Camera> of(String key) {
        return Arrays.stream(values())
                .filter(camera -> camera.key().equals(key))
                .findFirst();
    }

    public static String keys() {
        return Arrays.stream(values()).map(Camera::key).collect(Collectors.joining(", "));
    }
}
