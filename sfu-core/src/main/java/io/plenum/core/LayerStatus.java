package io.plenum.core;

/// A layer of a track, with its figures at one moment.
///
/// @param height of its picture in pixels, told by the stream or assumed; 0 for no layer
/// @param bitsPerSecond it takes with all layers below that it needs; 0 = unknown or nothing
public record LayerStatus(LayerId id, int height, long bitsPerSecond) {
    public static final LayerStatus NONE = new LayerStatus(LayerId.NONE, 0, 0);
}
