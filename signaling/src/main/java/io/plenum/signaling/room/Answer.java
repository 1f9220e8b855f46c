package io.plenum.signaling.room;

import io.plenum.core.TrackSpec;
import java.util.List;

/// The answer to an offer, and what the client publishes from now on.
public record Answer(String sdp, List<TrackSpec> tracks) {
    public Answer {
        tracks = List.copyOf(tracks);
    }
}
