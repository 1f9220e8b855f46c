package io.plenum.signaling.support;

import io.plenum.core.TrackId;
import io.plenum.signaling.negotiate.Identifiers;

/// Identifiers that a test can foresee.
public final class CountedIdentifiers implements Identifiers {
    private long lastTrack;
    private long lastSsrc = 1_000;

    @Override
    public TrackId trackId() {
        return new TrackId(++lastTrack);
    }

    @Override
    public long ssrc() {
        return ++lastSsrc;
    }
}
