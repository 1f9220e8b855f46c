package io.plenum.loadtest.scenario;

import io.plenum.loadtest.crowd.Layout;
import io.plenum.loadtest.crowd.RecordedMedia;
import io.plenum.loadtest.crowd.Seat;
import io.plenum.loadtest.crowd.Talk;
import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.PublisherOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One load test, without the server it is for.
///
/// @param people in each room who send and receive
/// @param viewers in each room who only receive
/// @param split whether people only send as well: where a protocol has no connection for both
/// @param recordings what is played instead of what cameras and microphones make up; `camera` is of
///     that kind then
/// @param turn how long one of a room's people speaks before the next does; zero = all speak all the
///     time
/// @param joinsPerSecond at the beginning
/// @param patience how long joining may take, until the first media, before somebody counts as having
///     failed
/// @param churnPerSecond who come while it is measured, and go again after `stay`: viewers where there
///     are such
/// @param elsewhere whether those come into a room of their own, in which one speaks and shows
/// @param calm of the measured time, before the first of them comes
/// @param checked so many of the first viewers (or people, where there are no viewers) check what they
///     get as a decoder would
/// @param sample everybody else decrypts one media packet of so many
/// @param seed of everything random
public record Scenario(
        String name,
        int rooms,
        int people,
        int viewers,
        boolean split,
        LayeredShape camera,
        RecordedMedia recordings,
        int audioSlots,
        int videoSlots,
        Layout layout,
        Duration turn,
        double joinsPerSecond,
        Duration patience,
        double churnPerSecond,
        Duration stay,
        boolean elsewhere,
        Duration calm,
        Duration warmUp,
        Duration duration,
        List<NetworkShare> networks,
        Optional<Ramp> ramp,
        int checked,
        int sample,
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

    /// What people sit behind: nothing is one of them, where some do. Empty where nobody sits behind anything.
    public List<String> networkNames() {
        int impaired = networks.stream().mapToInt(NetworkShare::percent).sum();
        Stream<String> straight = impaired > 0 && impaired < HUNDRED ? Stream.of(AccessNetwork.NONE) : Stream.empty();
        Stream<String> keys = networks.stream()
                .filter(share -> share.percent() > 0)
                .map(share -> share.network().key());
        return Stream.concat(straight, keys).distinct().toList();
    }

    /// Somebody who sends and receives.
    ///
    /// @param number of all participants of the test, from 0
    /// @param place among the room's people
    public Seat person(int number, String room, int place) {
        Talk talk = turn.isZero() ? Talk.ALWAYS : new Talk(turn.toNanos(), place % people, people);
        PublisherOptions publishes = PublisherOptions.PERSON.filming(camera).atLevel(LOUD);
        return seat(number, room, "person", publishes, !split).talking(talk);
    }

    /// Somebody who comes and goes.
    public Seat guest(int number, String room) {
        return viewers > 0 ? viewer(number, room) : person(number, room, number / rooms);
    }

    /// Somebody who only receives.
    public Seat viewer(int number, String room) {
        PublisherOptions publishes = PublisherOptions.PERSON.filming(camera).sending(false, false);
        return seat(number, room, "viewer", publishes, true);
    }

    private Seat seat(int number, String room, String kind, PublisherOptions publishes, boolean receives) {
        Seat seat = Seat.of(
                        room,
                        kind + "-" + number,
                        publishes,
                        receives ? audioSlots : 0,
                        receives ? videoSlots : 0,
                        seed + number)
                .showing(layout)
                .playing(recordings)
                .sampling(sample);
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
