package io.plenum.signaling.room;

import io.plenum.core.PeerId;
import io.plenum.signaling.protocol.ParticipantInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A conference at one moment, as an operator asks for it.
///
/// @param total how many are in the room; `people` may be fewer of them
public record RoomStatus(String name, Set<Integer> shards, int total, List<Person> people) {
    public RoomStatus {
        shards = Collections.unmodifiableSet(new TreeSet<>(shards));
        people = List.copyOf(people);
    }

    /// @param shard that has its link
    /// @param bySocket whether it came by WebSocket, not by WHIP or WHEP
    public record Person(ParticipantInfo info, PeerId peer, int shard, boolean bySocket) {}

    /// Whom to ask each shard about.
    public Map<Integer, List<PeerId>> peersByShard() {
        return people.stream()
                .collect(Collectors.groupingBy(Person::shard, Collectors.mapping(Person::peer, Collectors.toList())));
    }
}
