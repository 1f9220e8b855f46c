package io.plenum.loadtest.scenario;

import io.plenum.loadtest.crowd.Layout;
import io.plenum.loadtest.crowd.Seat;
import io.plenum.loadtest.crowd.Talk;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.PublisherOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One load test, without the server it is for.
///
/// @param people in each room who send and receive
/// @param viewers in each room who only receive
/// @param turn how long one of a room's people speaks before the next does; zero = all speak all the time
/// @param joinsPerSecond at the beginning
/// @param churnPerSecond people who come while it is measured, and go again after `stay`
/// @param checked so many of the first viewers (or people, where there are no viewers) check what they get as a decoder
///     would
/// @param seed of everything random
public record Scenario(
        String name,
        int rooms,
        int people,
        int viewers,
        LayeredShape camera,
        int audioSlots,
        int videoSlots,
        Layout layout,
        Duration turn,
        double joinsPerSecond,
        double churnPerSecond,
        Duration stay,
        Duration warmUp,
        Duration duration,
        List<NetworkShare> networks,
        Optional<Ramp> ramp,
        int checked,
        long seed) {
    private static final int LOUD = 30;
    private static final int HUNDRED = 100;

    /// Spreads the shares evenly over the numbers: coprime to a hundred.
    private static final int STRIDE = 37;

    public Scenario {
        networks = List.copyOf(networks);
    }

    /// Who are there when it is measured.
    public int population() {
        return rooms * (people + viewers);
    }

    /// Somebody who sends and receives.
    ///
    /// @param number of all participants of the test, from 0
    /// @param place among the room's people
    public Seat person(int number, int room, int place) {
        Talk talk = turn.isZero() ? Talk.ALWAYS : new Talk(turn.toNanos(), place % Math.max(1, people), people);
        return seat(
                        number,
                        room,
                        "person",
                        PublisherOptions.PERSON.filming(camera).atLevel(LOUD))
                .talking(talk);
    }

    /// Somebody who only receives.
    public Seat viewer(int number, int room) {
        return seat(
                number, room, "viewer", PublisherOptions.PERSON.filming(camera).sending(false, false));
    }

    private Seat seat(int number, int room, String kind, PublisherOptions publishes) {
        Seat seat = Seat.of("load-" + room, kind + "-" + number, publishes, audioSlots, videoSlots, seed + number)
                .showing(layout);
        int share = number * STRIDE % HUNDRED;
        for (NetworkShare network : networks) {
            if (share < network.percent()) {
                return seat.behind(network.network());
            }
            share -= network.percent();
        }
        return seat;
    }
}
