package io.plenum.sim;

/// A fake camera of several qualities.
///
/// @param encodings simulcast: so many streams, each twice as high as the one before
/// @param spatialLayers in each stream, likewise
/// @param temporalLayers in each stream, 1 to 3
/// @param linkedOnKeyOnly whether a spatial layer refers to the one below in key pictures only (L3T3_KEY)
/// @param height of the highest layer
/// @param bitsPerSecond of the highest layer; each lower one has a third
public record LayeredShape(
        VideoFormat format,
        int encodings,
        int spatialLayers,
        int temporalLayers,
        boolean linkedOnKeyOnly,
        int height,
        int framesPerSecond,
        int bitsPerSecond) {
    public static final LayeredShape VP8_SIMULCAST = simulcast(VideoFormat.VP8, 1);
    public static final LayeredShape VP8_SIMULCAST_T3 = simulcast(VideoFormat.VP8, 3);
    public static final LayeredShape VP9_SIMULCAST = simulcast(VideoFormat.VP9, 1);
    public static final LayeredShape AV1_SIMULCAST = simulcast(VideoFormat.AV1, 1);
    public static final LayeredShape H264_SIMULCAST = simulcast(VideoFormat.H264, 1);
    public static final LayeredShape H265_SIMULCAST = simulcast(VideoFormat.H265, 1);
    public static final LayeredShape VP9_L3T3 = scalable(VideoFormat.VP9, false);
    public static final LayeredShape VP9_L3T3_KEY = scalable(VideoFormat.VP9, true);
    public static final LayeredShape AV1_L3T3 = scalable(VideoFormat.AV1, false);
    public static final LayeredShape AV1_L3T3_KEY = scalable(VideoFormat.AV1, true);

    private static LayeredShape simulcast(VideoFormat format, int temporalLayers) {
        return new LayeredShape(format, 3, 1, temporalLayers, false, 720, 30, 900_000);
    }

    private static LayeredShape scalable(VideoFormat format, boolean linkedOnKeyOnly) {
        return new LayeredShape(format, 1, 3, 3, linkedOnKeyOnly, 720, 30, 900_000);
    }

    /// How high the pictures of one layer are.
    public int heightOf(int encoding, int spatial) {
        return height >> (encodings - 1 - encoding + spatialLayers - 1 - spatial);
    }

    /// Of so many qualities together, from the lowest.
    public long bitsOf(int layers) {
        long bits = 0;
        for (int layer = 0; layer < layers; layer++) {
            bits += encodings > 1 ? bitsOf(layer, 0) : bitsOf(0, layer);
        }
        return bits;
    }

    int bitsOf(int encoding, int spatial) {
        int bits = bitsPerSecond;
        for (int below = encodings - 1 - encoding + spatialLayers - 1 - spatial; below > 0; below--) {
            bits /= 3;
        }
        return bits;
    }
}
