package io.plenum.signaling.media;

import io.plenum.core.Event;
import io.plenum.core.PeerId;

/// What the media path reports. Called on a shard's thread: implementations hand over and return.
public interface MediaListener {
    void link(PeerId peer, LinkState state);

    void event(int shard, Event event);
}
