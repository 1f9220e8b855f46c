package io.plenum.sim;

import java.util.Optional;

/// What a publisher's devices play instead of what they make up.
public record Recordings(Optional<MediaFeed> microphone, Optional<MediaFeed> camera) {
    public static final Recordings NONE = new Recordings(Optional.empty(), Optional.empty());
}
