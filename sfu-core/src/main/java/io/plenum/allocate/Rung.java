package io.plenum.allocate;

import io.plenum.core.LayerId;

/// One step of the ladder of qualities in which a track is published.
///
/// @param height of the picture in pixels, told by the stream or assumed
/// @param bitsPerSecond it takes with all layers that it needs, measured or assumed
/// @param available whether the publisher sends it at present, or will when it is asked to
public record Rung(LayerId id, int height, long bitsPerSecond, boolean available) {}
