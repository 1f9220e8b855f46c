package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import java.util.Map;

/// One participant's way into a room, whatever the server's protocol. Futures complete on any thread.
public interface Entrance {
    /// Enters the room; gives the number that marks the participant's packets there, 0 where there is no such thing.
    Future<Long> enter(Seat seat);

    /// Gives the server's answer.
    Future<String> offer(String sdp);

    /// Leaves properly; done when the server has no more to say.
    Future<Void> leave();

    /// Says which pictures are shown how large, wherever the protocol has a way to say it.
    default void listen(Listener listener) {}

    /// How many messages of each type came unasked.
    default Map<String, Integer> heard() {
        return Map.of();
    }

    /// What a server may tell a participant at any time. Called on any thread.
    interface Listener {
        /// So many of the camera's qualities are of use, counted from the lowest.
        void layersWanted(int layers);
    }
}
