package io.plenum.allocate;

import io.plenum.core.LayerId;

/// One step of the ladder of qualities in which a track is published.
///
/// @param height of the picture in pixels, told by the stream or assumed
/// @param flows whether the publisher sends it at present
public record Rung(LayerId id, int height, boolean flows) {}
