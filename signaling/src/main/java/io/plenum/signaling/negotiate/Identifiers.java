package io.plenum.signaling.negotiate;

import io.plenum.core.TrackId;

/// Where new identifiers come from.
public interface Identifiers {
    /// Never given out before in this process.
    TrackId trackId();

    /// An unpredictable stream identifier, unsigned 32 bits and not 0.
    long ssrc();
}
