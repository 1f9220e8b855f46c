package io.plenum.signaling.negotiate;

import io.plenum.core.TrackSource;
import java.util.Optional;

/// What the client says of a track besides its SDP.
///
/// @param muted empty = as it was; not muted at first
public record TrackLabel(String mid, TrackSource source, Optional<Boolean> muted) {}
