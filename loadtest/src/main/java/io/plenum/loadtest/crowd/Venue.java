package io.plenum.loadtest.crowd;

import io.vertx.core.Future;

/// A server to be tested, by the protocol it speaks. Its connections end with the Vert.x that it was made with.
public interface Venue {
    /// A way in for one participant, its connection open.
    Future<? extends Entrance> open(Seat seat);
}
