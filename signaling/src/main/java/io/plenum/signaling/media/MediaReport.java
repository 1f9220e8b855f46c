package io.plenum.signaling.media;

import io.plenum.core.Event;
import io.plenum.core.PeerId;

/// What a [MediaListener] is told, as a value.
public sealed interface MediaReport {
    record Link(PeerId peer, LinkState state) implements MediaReport {}

    record Engine(int shard, Event event) implements MediaReport {}
}
