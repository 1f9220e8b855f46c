package io.plenum.transport;

import io.plenum.core.Event;
import io.plenum.core.PeerId;

/// What a shard reports. Called on the shard's thread: implementations hand over and return.
public interface ShardListener {
    /// @param reason for people: why the link got there
    void link(PeerId peer, LinkState state, String reason);

    void event(Event event);
}
