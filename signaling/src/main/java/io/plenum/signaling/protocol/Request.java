package io.plenum.signaling.protocol;

import io.plenum.core.Command.Wish;
import io.plenum.core.TrackId;
import io.plenum.signaling.negotiate.TrackLabel;
import java.util.List;
import java.util.Optional;

/// What a client may ask.
public sealed interface Request {
    record Join(String room, String name, Optional<String> token) implements Request {}

    record Resume(String resumeToken) implements Request {}

    record Offer(String sdp, List<TrackLabel> tracks) implements Request {
        public Offer {
            tracks = List.copyOf(tracks);
        }
    }

    record Candidate() implements Request {}

    record Mute(TrackId track, boolean muted) implements Request {}

    record View(List<Wish> wishes, boolean fill, int lastN) implements Request {
        public View {
            wishes = List.copyOf(wishes);
        }
    }

    record Name(String name) implements Request {}

    record Leave() implements Request {}

    record Ping() implements Request {}
}
