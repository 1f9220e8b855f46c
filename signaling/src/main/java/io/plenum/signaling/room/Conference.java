package io.plenum.signaling.room;

import io.plenum.core.Command;
import io.plenum.core.Command.Wish;
import io.plenum.core.RoomId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.protocol.Described;
import io.plenum.signaling.protocol.LeaveReason;
import io.plenum.signaling.protocol.Messages;
import io.plenum.signaling.protocol.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A meeting: the one class that knows two participants at once.
final class Conference {
    /// "As large as it comes": a WHEP client says nothing about its screen.
    private static final int ANY_SIZE = 16_384;

    private final String name;
    private final RoomId room;
    private final RoomSpread spread;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    /// Those of them who want one other only.
    private final List<Participant> followers = new ArrayList<>();

    private final RoomNews news = new RoomNews(System.nanoTime());
    private final Timer newsTimer;
    private long newsDueNanos;
    /// All that is published here; null when that has to be looked up anew.
    private @Nullable Set<TrackId> tracks;

    private List<String> speakers = List.of();
    private long lastCsrc;

    /// @param room what the engine knows it by
    /// @param newsTimer for what the people are told of each other
    Conference(String name, RoomId room, RoomSpread spread, Timer newsTimer) {
        this.name = name;
        this.room = room;
        this.spread = spread;
        this.newsTimer = newsTimer;
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
        participants.put(participant.id(), participant);
        if (participant.follows().isPresent()) {
            followers.add(participant);
        }
        news.here(participant.id(), participant.described(), false);
        changed();
    }

    void remove(Participant participant, LeaveReason reason) {
        participants.remove(participant.id());
        followers.remove(participant);
        speakers = speakers.stream().filter(id -> !id.equals(participant.id())).toList();
        news.left(participant.id(), reason, participant.described().publishes());
        changed();
    }

    /// Perhaps a new name, other tracks, a mute: what is as before is not told.
    void updated(Participant participant) {
        Described before = participant.described();
        Described now = participant.describe();
        if (!now.equals(before)) {
            news.here(participant.id(), now, before.publishes());
            changed();
        }
    }

    private void changed() {
        tracks = null;
        refreshFollowers();
        if (participants.keySet().stream().allMatch(news::isOnlyAbout)) { // it is alone, or nobody is there
            news.forget();
            newsTimer.stop();
            return;
        }
        long due = news.dueNanos(participants.size());
        if (!newsTimer.runs() || due < newsDueNanos) {
            newsDueNanos = due;
            newsTimer.start(Duration.ofNanos(due - System.nanoTime()), this::tellNews);
        }
    }

    private void tellNews() {
        List<Participant> curious = participants.values().stream()
                .filter(participant -> participant.knows() < news.number() && !news.isOnlyAbout(participant.id()))
                .toList();
        Outgoing message = news.take(participants.size(), System.nanoTime());
        curious.forEach(participant -> participant.tell(message));
    }

    /// All others, to be told to one who comes in, or back: what happened till now is no news for it any more.
    List<String> introduce(Participant newcomer) {
        List<String> others = new ArrayList<>(participants.size());
        for (Participant participant : participants.values()) {
            if (participant != newcomer) {
                others.add(participant.described().json());
            }
        }
        newcomer.knows(news.number());
        return others;
    }

    /// Who leaves a shard with the least harm: one whom nobody watches, or the one who came last.
    Optional<Participant> mover(int shard) {
        Participant last = null;
        for (Participant participant : participants.values()) {
            if (participant.canLeave(shard)) {
                if (participant.tracks().isEmpty()) {
                    return Optional.of(participant);
                }
                last = participant;
            }
        }
        return Optional.ofNullable(last);
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

    /// All that is published here. Asked by everybody whose page changes, so it is kept.
    Set<TrackId> tracks() {
        Set<TrackId> known = tracks;
        if (known == null) {
            known = participants.values().stream()
                    .flatMap(participant -> participant.tracks().stream())
                    .map(TrackSpec::id)
                    .collect(Collectors.toSet());
            tracks = known;
        }
        return known;
    }

    List<String> speakers() {
        return speakers;
    }

    void speakers(List<String> now) {
        speakers = now;
        Outgoing message = Outgoing.of(Messages.speakers(now));
        participants.values().forEach(participant -> participant.tell(message));
    }

    /// Those who want one participant only, by name, get what it has now.
    private void refreshFollowers() {
        for (Participant follower : followers) {
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
