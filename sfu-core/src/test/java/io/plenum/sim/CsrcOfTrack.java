package io.plenum.sim;

/// Who published a track, as signaling tells every participant.
@FunctionalInterface
public interface CsrcOfTrack {
    /// Negative = not known (yet): nothing is checked.
    long csrc(long track);
}
