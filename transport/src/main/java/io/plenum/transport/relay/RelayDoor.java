package io.plenum.transport.relay;

import io.plenum.relay.RelayRing;

/// A shard, as the others see it. Every method may be called on any thread.
public interface RelayDoor {
    /// From now on this ring is read; false when the shard has ended or is too busy to be told.
    boolean attach(int from, RelayRing ring);

    /// Nothing more comes through this ring; false as above.
    boolean detach(RelayRing ring);

    /// There is something to read.
    void wake();
}
