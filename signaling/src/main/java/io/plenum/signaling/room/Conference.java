package io.plenum.signaling.room;

import io.plenum.core.Command;
import io.plenum.core.Command.Wish;
import io.plenum.core.RoomId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.protocol.LeaveReason;
import io.plenum.signaling.protocol.Messages;
import io.plenum.signaling.protocol.Outgoing;
import io.plenum.signaling.protocol.ParticipantInfo;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A meeting: the one class that knows two participants at once.
final class Conference {
    /// "As large as it comes": a WHEP client says nothing about its screen.
    private static final int ANY_SIZE = 16_384;

    private final String name;
    private final RoomId room;
    private final RoomSpread spread;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private List<String> speakers = List.of();
    private long lastCsrc;

    /// @param room what the engine knows it by
    Conference(String name, RoomId room, RoomSpread spread) {
        this.name = name;
        this.room = room;
        this.spread = spread;
    }

    String name() {
        return name;
    }

    RoomId room() {
        return room;
    }

    RoomSpread spread() {
        return spread;
    }

    int size() {
        return participants.size();
    }

    boolean isEmpty() {
        return participants.isEmpty();
    }

    /// CSRC 0 would look like none.
    long nextCsrc() {
        lastCsrc = lastCsrc % 0xFFFF_FFFFL + 1;
        return lastCsrc;
    }

    void add(Participant participant) {
        tellOthers(participant, Messages.participantJoined(participant.info()));
        participants.put(participant.id(), participant);
        refreshFollowers();
    }

    void remove(Participant participant, LeaveReason reason) {
        participants.remove(participant.id());
        speakers = speakers.stream().filter(id -> !id.equals(participant.id())).toList();
        tellOthers(participant, Messages.participantLeft(participant.id(), reason));
        refreshFollowers();
    }

    /// A new name, other tracks, a mute.
    void updated(Participant participant) {
        tellOthers(participant, Messages.participantUpdated(participant.info()));
        refreshFollowers();
    }

    List<ParticipantInfo> others(Participant than) {
        return participants.values().stream()
                .filter(participant -> participant != than)
                .map(Participant::info)
                .toList();
    }

    RoomStatus status(List<RoomStatus.Person> people) {
        return new RoomStatus(name, spread.shards(), participants.size(), people);
    }

    List<RoomStatus.Person> people(int from, int most) {
        return participants.values().stream()
                .skip(from)
                .limit(most)
                .map(participant -> new RoomStatus.Person(
                        participant.info(),
                        participant.session().peer(),
                        participant.session().shard(),
                        participant.bySocket()))
                .toList();
    }

    /// All that is published here.
    Set<TrackId> tracks() {
        return participants.values().stream()
                .flatMap(participant -> participant.tracks().stream())
                .map(TrackSpec::id)
                .collect(Collectors.toSet());
    }

    List<String> speakers() {
        return speakers;
    }

    void speakers(List<String> now) {
        speakers = now;
        Outgoing message = Outgoing.of(Messages.speakers(now));
        participants.values().forEach(participant -> participant.tell(message));
    }

    private void tellOthers(Participant than, JsonObject content) {
        Outgoing message = Outgoing.of(content);
        for (Participant participant : participants.values()) {
            if (participant != than) {
                participant.tell(message);
            }
        }
    }

    /// Those who want one participant only, by name, get what it has now.
    private void refreshFollowers() {
        for (Participant follower : participants.values()) {
            follower.follows().ifPresent(name -> follower.look(lookAt(name, follower)));
        }
    }

    /// Of two with the same name the later one: it is the one that came back.
    private Participant.Look lookAt(String name, Participant follower) {
        List<Wish> wishes = List.of();
        for (Participant participant : participants.values()) {
            if (participant != follower && participant.name().equals(name)) {
                wishes = participant.tracks().stream()
                        .map(track -> new Wish(track.id(), ANY_SIZE, ANY_SIZE))
                        .toList();
            }
        }
        return new Participant.Look(wishes, false, false, Command.View.ALL_SLOTS);
    }
}
