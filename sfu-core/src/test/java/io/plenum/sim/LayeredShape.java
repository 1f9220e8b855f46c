package io.plenum.sim;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// A fake camera of several qualities.
///
/// @param encodings simulcast: so many streams, each twice as high as the one before
/// @param spatialLayers in each stream, likewise
/// @param temporalLayers in each stream, 1 to 3
/// @param traits what else its encoder does
/// @param height of the highest layer
/// @param bitsPerSecond of the highest layer; each lower one has a third
public record LayeredShape(
        VideoFormat format,
        int encodings,
        int spatialLayers,
        int temporalLayers,
        Set<Trait> traits,
        int height,
        int framesPerSecond,
        int bitsPerSecond) {
    /// What encoders of one format do differently.
    public enum Trait {
        /// A spatial layer refers to the one below in key pictures only (L3T3_KEY).
        LINKED_ON_KEY_ONLY,
        /// VP9 names its references in each packet instead of following a pattern (RFC 9628 §4.2).
        FLEXIBLE,
        /// VP8 numbers its key frames (RFC 7741 §4.2).
        KEY_INDEX,
        /// Parameter sets travel in one packet (STAP-A, AP) instead of one each.
        AGGREGATED
    }

    public static final LayeredShape VP8_SIMULCAST = simulcast(VideoFormat.VP8, 1);
    public static final LayeredShape VP8_SIMULCAST_T3 = simulcast(VideoFormat.VP8, 3);
    public static final LayeredShape VP8_KEY_INDEX = simulcast(VideoFormat.VP8, 3, Trait.KEY_INDEX);
    public static final LayeredShape VP9_SIMULCAST = simulcast(VideoFormat.VP9, 1);
    public static final LayeredShape AV1_SIMULCAST = simulcast(VideoFormat.AV1, 1);
    public static final LayeredShape H264_SIMULCAST = simulcast(VideoFormat.H264, 1);
    public static final LayeredShape H264_AGGREGATED = simulcast(VideoFormat.H264, 1, Trait.AGGREGATED);
    public static final LayeredShape H265_SIMULCAST = simulcast(VideoFormat.H265, 1);
    public static final LayeredShape H265_AGGREGATED = simulcast(VideoFormat.H265, 1, Trait.AGGREGATED);
    public static final LayeredShape VP9_L3T3 = scalable(VideoFormat.VP9);
    public static final LayeredShape VP9_L3T3_KEY = scalable(VideoFormat.VP9, Trait.LINKED_ON_KEY_ONLY);
    public static final LayeredShape VP9_L3T3_FLEXIBLE = scalable(VideoFormat.VP9, Trait.FLEXIBLE);
    public static final LayeredShape VP9_L3T3_KEY_FLEXIBLE =
            scalable(VideoFormat.VP9, Trait.LINKED_ON_KEY_ONLY, Trait.FLEXIBLE);
    public static final LayeredShape AV1_L3T3 = scalable(VideoFormat.AV1);
    public static final LayeredShape AV1_L3T3_KEY = scalable(VideoFormat.AV1, Trait.LINKED_ON_KEY_ONLY);

    /// Two streams of two spatial layers each: SVC inside of simulcast.
    public static final LayeredShape VP9_2_L2T3 = nested(VideoFormat.VP9);

    public static final LayeredShape VP9_2_L2T3_KEY = nested(VideoFormat.VP9, Trait.LINKED_ON_KEY_ONLY);
    public static final LayeredShape AV1_2_L2T3 = nested(VideoFormat.AV1);
    public static final LayeredShape AV1_2_L2T3_KEY = nested(VideoFormat.AV1, Trait.LINKED_ON_KEY_ONLY);

    private static LayeredShape simulcast(VideoFormat format, int temporalLayers, Trait... traits) {
        return of(format, 3, 1, temporalLayers, traits);
    }

    private static LayeredShape scalable(VideoFormat format, Trait... traits) {
        return of(format, 1, 3, 3, traits);
    }

    private static LayeredShape nested(VideoFormat format, Trait... traits) {
        return of(format, 2, 2, 3, traits);
    }

    private static LayeredShape of(VideoFormat format, int encodings, int spatial, int temporal, Trait... traits) {
        Set<Trait> set = EnumSet.noneOf(Trait.class);
        set.addAll(Arrays.asList(traits));
        return new LayeredShape(format, encodings, spatial, temporal, Set.copyOf(set), 720, 30, 900_000);
    }

    /// The same camera at another pace.
    public LayeredShape at(int frames, int bits) {
        return new LayeredShape(format, encodings, spatialLayers, temporalLayers, traits, height, frames, bits);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    boolean linkedOnKeyOnly() {
        return has(Trait.LINKED_ON_KEY_ONLY);
    }

    /// How many qualities there are, whichever way they are sent: each is twice as high as the one before.
    public int qualities() {
        return encodings - 1 + spatialLayers;
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

    @Override
    public String toString() {
        return format + " " + encodings + "×L" + spatialLayers + "T" + temporalLayers + " " + traits;
    }
}
