package io.plenum.loadtest.crowd;

import io.vertx.core.Future;

/// A server to be tested, by the protocol it speaks.
public interface Venue extends AutoCloseable {
    /// A way in for one participant, its connection open.
    Future<? extends Entrance> open(Seat seat);

    @Override
    void close();
}
