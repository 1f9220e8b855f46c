package io.plenum.signaling.room;

import io.plenum.core.PeerId;
import io.plenum.signaling.protocol.ParticipantInfo;
import java.util.List;

/// A conference at one moment, as an operator asks for it.
///
/// @param total how many are in the room; `people` may be fewer of them
public record RoomStatus(String name, int shard, int total, List<Person> people) {
    public RoomStatus {
        people = List.copyOf(people);
    }

    /// @param bySocket whether it came by WebSocket, not by WHIP or WHEP
    public record Person(ParticipantInfo info, PeerId peer, boolean bySocket) {}

    public List<PeerId> peers() {
        return people.stream().map(Person::peer).toList();
    }
}
