package io.plenum.signaling.protocol;

import io.plenum.core.MediaKind;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import java.util.List;

/// A participant as the others see it.
public record ParticipantInfo(String id, String name, long csrc, List<Track> tracks) {
    public ParticipantInfo {
        tracks = List.copyOf(tracks);
    }

    /// @param flowing false when its packets have stopped arriving
    public record Track(TrackId id, MediaKind kind, TrackSource source, boolean muted, boolean flowing) {}
}
