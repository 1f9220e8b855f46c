package io.plenum.server.load;

import io.plenum.loadtest.crowd.Entrance;
import io.plenum.loadtest.crowd.Seat;
import io.plenum.loadtest.crowd.Venue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/// A server that treats some people wrongly, as bugs would: it leads them to another room, or does not answer them.
///
/// @param room where somebody is led instead; empty = where they want to go
/// @param deaf to whose offers
/// @param hesitation after which it answers those all the same
record Detours(Venue right, Function<Seat, Optional<String>> room, Predicate<Seat> deaf, Duration hesitation)
        implements Venue {
    static final Duration FOREVER = Duration.ofDays(1);

    /// The rehearsal finds nothing wrong.
    private static boolean isRehearsal(Seat seat) {
        return seat.room().endsWith("rehearsal");
    }

    @Override
    public Future<? extends Entrance> open(Seat seat) {
        return isRehearsal(seat) ? right.open(seat) : right.open(seat).map(entrance -> wrong(entrance, seat));
    }

    private Entrance wrong(Entrance entrance, Seat seat) {
        return new Wrong(entrance, room.apply(seat).orElse(seat.room()), deaf.test(seat) ? hesitation : Duration.ZERO);
    }

    private record Wrong(Entrance right, String room, Duration hesitation) implements Entrance {
        @Override
        public Future<Long> enter(Seat seat) {
            return right.enter(
                    Seat.of(room, seat.name(), seat.publishes(), seat.audioSlots(), seat.videoSlots(), seat.seed()));
        }

        @Override
        public Future<String> offer(String sdp) {
            if (hesitation.isZero()) {
                return right.offer(sdp);
            }
            Promise<String> answer = Promise.promise();
            CompletableFuture.delayedExecutor(hesitation.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> right.offer(sdp).onComplete(answer::handle));
            return answer.future();
        }

        @Override
        public Future<Void> leave() {
            return right.leave();
        }

        @Override
        public Future<String> closed() {
            return right.closed();
        }

        @Override
        public void listen(Listener listener) {
            right.listen(listener);
        }

        @Override
        public Map<String, Integer> heard() {
            return right.heard();
        }
    }
}
