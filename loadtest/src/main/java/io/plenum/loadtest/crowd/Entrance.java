package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;

/// One participant's way into a room, whatever the server's protocol. Futures complete on any thread.
public interface Entrance {
    /// Enters the room; gives the number that marks the participant's packets there, 0 where there is no such thing.
    Future<Long> enter(Seat seat);

    /// Whether it is the server that offers: then [#invitation] and [#answer] stand for [#offer].
    default boolean serverOffers() {
        return false;
    }

    /// Gives the server's answer.
    Future<String> offer(String sdp);

    /// The server's offer.
    default Future<String> invitation(Seat seat) {
        return Future.failedFuture("this server does not offer");
    }

    /// Done when the server has taken our answer to its offer.
    default Future<Void> answer(String sdp) {
        return Future.failedFuture("this server does not offer");
    }

    /// Leaves properly; done when the server has no more to say.
    Future<Void> leave();

    /// Done when the server has hung up, with how that showed. Never, where a protocol keeps no connection.
    default Future<String> closed() {
        return Promise.<String>promise().future();
    }

    /// Who hears what a server may say at any time, wherever the protocol has a way to say it.
    default void listen(Listener listener) {}

    /// How many messages of each type came unasked.
    default Map<String, Integer> heard() {
        return Map.of();
    }

    /// What a server may tell a participant at any time. Called on any thread.
    interface Listener {
        /// Which of the camera's encodings are of use, the lowest first.
        void layersWanted(List<Boolean> encodings);

        /// Other tracks than before play in these slots from now on, or none.
        ///
        /// @param mids of the slots
        void slotsChanged(List<String> mids);
    }
}
