package io.plenum.room;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.stats.Counters;
import java.util.List;

/// Who is in a room and what they publish.
final class Membership {
    private final Room room;
    private final Counters counters;
    private final Mirrors mirrors;
    private final Roster roster;
    private final Voices voices;
    private final Seating seating;

    Membership(Room room, Instruments instruments, Roster roster, Voices voices, Seating seating) {
        this.room = room;
        this.counters = instruments.counters;
        this.mirrors = instruments.mirrors;
        this.roster = roster;
        this.voices = voices;
        this.seating = seating;
    }

    Participant join(Command.Join join) {
        return join(join.peer(), join.csrc(), join.seed(), Participant.HERE);
    }

    /// It sends and receives nothing itself, so it draws no numbers either.
    Participant join(Command.JoinMirror join) {
        return join(join.peer(), join.csrc(), 0, join.home());
    }

    private Participant join(PeerId peer, long csrc, long seed, int home) {
        Participant participant = new Participant(peer, room, csrc, seed, home, counters);
        roster.add(participant);
        return participant;
    }

    /// Of an audience that goes, nobody else's slots are chosen anew: there are as many viewers as choices to make.
    void leave(Participant participant, long nowNanos) {
        List<Track> published = List.copyOf(participant.publisher().tracks());
        for (Track track : published) {
            unpublish(participant, track, nowNanos);
        }
        participant.subscriber().open(List.of(), nowNanos).forEach(seating::detach);
        participant.subscriber().downlink().queue().clear();
        roster.remove(participant);
        voices.forget(participant.id());
        if (!published.isEmpty()) {
            seating.stageChanged();
        }
    }

    void connected(Participant participant) {
        participant.connect();
        for (Track track : participant.publisher().tracks()) {
            track.layers().forEach(layer -> layer.keyframes().reachable());
        }
        for (Slot slot : participant.subscriber().slots()) {
            seating.wantShown(slot);
        }
        roster.touch(participant);
    }

    void publish(Participant participant, TrackSpec spec, long nowNanos) {
        Track known = participant.publisher().track(spec.id());
        if (known != null && known.isAsDescribed(spec)) {
            mute(known, spec.muted(), nowNanos);
            return;
        }
        if (known != null) {
            unpublish(participant, known, nowNanos);
        }
        Track track = new Track(participant, spec);
        if (participant.isMirror()) {
            mirrors.add(track, participant.home());
        }
        participant.publisher().add(track);
        participant.sent();
        participant.upstream().negotiated();
        voices.give(track);
        roster.touch(participant);
        seating.stageChanged();
    }

    void unpublish(Participant participant, TrackId id, long nowNanos) {
        Track track = participant.publisher().track(id);
        if (track != null) {
            unpublish(participant, track, nowNanos);
            seating.stageChanged();
        }
    }

    private void unpublish(Participant participant, Track track, long nowNanos) {
        voices.take(track, nowNanos);
        for (Slot slot : List.copyOf(track.slots())) {
            seating.play(slot, null, nowNanos);
        }
        mirrors.remove(track);
        participant.publisher().remove(track);
        participant.upstream().negotiated();
        roster.touch(participant);
    }

    void mute(Participant participant, TrackId id, boolean muted, long nowNanos) {
        Track track = participant.publisher().track(id);
        if (track != null) {
            mute(track, muted, nowNanos);
        }
    }

    private void mute(Track track, boolean muted, long nowNanos) {
        if (track.muted() == muted) {
            return;
        }
        track.mute(muted);
        voices.take(track, nowNanos);
        voices.give(track);
        roster.touch(track.sender());
        seating.stageChanged();
    }
}
