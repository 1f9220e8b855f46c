package io.plenum.loadtest.crowd;

import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.media.Streams;
import io.plenum.loadtest.media.Tally;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Where what a loop's participants get is counted: one tally for all who sit behind the same network, and one for the
/// guests among them. Whoever lets somebody in asks for theirs; what is in it is the loop's.
final class Tallies {
    private static final class Neighbours {
        final Tally staying = new Tally();
        final Tally guests = new Tally();
    }

    private final Map<String, Neighbours> byNetwork = new ConcurrentHashMap<>();

    /// Where what somebody who stays gets is counted.
    Tally staying(Seat seat) {
        return neighbours(seat).staying;
    }

    /// The same of somebody who comes and goes.
    Tally guests(Seat seat) {
        return neighbours(seat).guests;
    }

    private Neighbours neighbours(Seat seat) {
        return byNetwork.computeIfAbsent(seat.networkName(), _ -> new Neighbours());
    }

    /// What there was since the last call, by networks.
    ///
    /// @param there all participants of the loop
    Map<String, NetworkSample> take(List<Participant> there) {
        Map<String, List<Participant>> behind = there.stream()
                .collect(Collectors.groupingBy(participant -> participant.seat().networkName()));
        return byNetwork.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> sample(entry.getValue(), behind.getOrDefault(entry.getKey(), List.of()))));
    }

    private static NetworkSample sample(Neighbours neighbours, List<Participant> there) {
        Counts staying = neighbours.staying.take();
        return new NetworkSample(
                (int) there.stream().filter(Participant::isIn).count(),
                staying.plus(neighbours.guests.take()),
                staying,
                there.stream().map(Participant::streams).reduce(Streams.NONE, Streams::plus),
                EmulatorSample.NONE);
    }
}
