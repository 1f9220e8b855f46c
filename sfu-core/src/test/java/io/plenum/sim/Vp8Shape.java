package io.plenum.sim;

/// What a fake camera sends.
///
/// @param pictureIdBits 0, 7 or 15
/// @param temporalLayers 1 to 3; more than one carries TL0PICIDX and TID
public record Vp8Shape(
        int width, int height, int framesPerSecond, int bitsPerSecond, int pictureIdBits, int temporalLayers) {
    /// What Chromium sends without simulcast.
    public static final Vp8Shape CAMERA = new Vp8Shape(640, 360, 30, 600_000, 15, 1);

    public Vp8Shape withLayers(int layers) {
        return new Vp8Shape(width, height, framesPerSecond, bitsPerSecond, pictureIdBits, layers);
    }

    public Vp8Shape withPictureIdBits(int bits) {
        return new Vp8Shape(width, height, framesPerSecond, bitsPerSecond, bits, temporalLayers);
    }

    public Vp8Shape withBitrate(int bits) {
        return new Vp8Shape(width, height, framesPerSecond, bits, pictureIdBits, temporalLayers);
    }
}
