package io.plenum.core;

/// One quality of a track, each number from 0 for the lowest.
///
/// @param encoding the place in [TrackSpec#encodings]; -1 = no layer at all
public record LayerId(int encoding, int spatial, int temporal) {
    public static final LayerId NONE = new LayerId(-1, -1, -1);
}
