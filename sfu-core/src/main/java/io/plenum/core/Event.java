package io.plenum.core;

import java.util.List;
import java.util.Optional;

/// What the engine tells signaling.
public sealed interface Event {
    /// From now on this track plays in this slot; empty = nothing does.
    record SlotChanged(PeerId subscriber, String mid, Optional<TrackId> track) implements Event {}

    /// Who speaks in a room: the dominant speaker first, then the other recent ones. Sent on change only.
    record SpeakersChanged(RoomId room, List<PeerId> speakers) implements Event {
        public SpeakersChanged {
            speakers = List.copyOf(speakers);
        }
    }

    /// Whether packets of a track arrive: false when it has been silent for a while without being muted.
    record TrackFlowing(PeerId publisher, TrackId track, boolean flowing) implements Event {}

    /// Which encodings of a track anybody watches, by their place in [TrackSpec#encodings]; the publisher may switch
    /// the others off. Sent on change only; until the first one all are wanted.
    record LayersWanted(PeerId publisher, TrackId track, List<Boolean> encodings) implements Event {
        public LayersWanted {
            encodings = List.copyOf(encodings);
        }
    }

    /// What a subscriber gets and why, when that has changed; seldom enough to be shown to a person.
    record QualityChanged(PeerId subscriber, Quality quality) implements Event {}

    /// A bug ended this room: everybody in it has to join anew.
    record RoomFailed(RoomId room, String reason) implements Event {}
}
