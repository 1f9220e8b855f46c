package io.plenum.room;

import io.plenum.core.Event;
import io.plenum.core.MediaKind;
import io.plenum.core.TrackId;
import io.plenum.speaker.ActiveSpeaker;
import io.plenum.speaker.Voice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which track plays in which slot of whom, and in what quality.
final class Seating {
    private final Roster roster;
    private final LinkSharing sharing;
    private final ActiveSpeaker speakers;
    private final int audioSpeakers;
    private boolean stageChanged;

    /// @param audioSpeakers how many of the loudest are forwarded at once
    Seating(Roster roster, LinkSharing sharing, ActiveSpeaker speakers, int audioSpeakers) {
        this.roster = roster;
        this.sharing = sharing;
        this.speakers = speakers;
        this.audioSpeakers = audioSpeakers;
    }

    /// What is on offer changed. Seating everybody anew costs viewers times tracks, so it is only noted, and a
    /// batch of changes is worked off once, before it is drained. A new speaker does not wait: the packet that
    /// made them one is to be forwarded.
    void stageChanged() {
        stageChanged = true;
    }

    void settle(long nowNanos) {
        if (stageChanged) {
            assign(nowNanos);
        }
    }

    /// Others speak than before, which puts candidates in another order: nothing changes for those who have a slot for
    /// each of them, which in small rooms is everybody.
    void speakerChanged(long nowNanos) {
        if (stageChanged) {
            assign(nowNanos);
            return;
        }
        int video = 0;
        int audio = 0;
        List<Participant> participants = roster.participants();
        for (int i = 0; i < participants.size(); i++) {
            video += participants.get(i).publisher().onOffer(MediaKind.VIDEO);
            audio += participants.get(i).publisher().onOffer(MediaKind.AUDIO);
        }
        SlotAssignment.Stage stage = null;
        for (int i = 0; i < participants.size(); i++) {
            Participant viewer = participants.get(i);
            int others = video - viewer.publisher().onOffer(MediaKind.VIDEO);
            int voices = audio - viewer.publisher().onOffer(MediaKind.AUDIO);
            Subscriber subscriber = viewer.subscriber();
            boolean heard = subscriber.hasVoices(voices) || hearsTheLoudest(viewer);
            if (!subscriber.hasPictures(others) || !heard) {
                stage = stage == null ? stage() : stage;
                if (seat(viewer, stage, nowNanos)) {
                    share(viewer, nowNanos);
                }
            }
        }
    }

    /// Whoever of the loudest is not to be heard by itself is heard: then who else is does not change either.
    private boolean hearsTheLoudest(Participant viewer) {
        List<Voice> loudest = speakers.members();
        for (int i = 0; i < loudest.size(); i++) {
            Voice voice = loudest.get(i);
            if (!voice.peer().equals(viewer.id()) && !viewer.subscriber().plays(voice.track())) {
                return false;
            }
        }
        return true;
    }

    /// For every viewer.
    void assign(long nowNanos) {
        stageChanged = false;
        SlotAssignment.Stage stage = stage();
        for (Participant participant : roster.participants()) {
            assign(participant, stage, nowNanos);
        }
    }

    /// For one whose slots or wishes changed.
    void assign(Participant participant, long nowNanos) {
        assign(participant, stage(), nowNanos);
    }

    private void assign(Participant participant, SlotAssignment.Stage stage, long nowNanos) {
        seat(participant, stage, nowNanos);
        share(participant, nowNanos);
    }

    /// True when another picture plays than before.
    private boolean seat(Participant participant, SlotAssignment.Stage stage, long nowNanos) {
        Subscriber subscriber = participant.subscriber();
        SlotAssignment.Candidate[] assigned = SlotAssignment.assign(subscriber.viewer(participant.id()), stage);
        boolean another = false;
        List<Slot> slots = subscriber.slots();
        for (int i = 0; i < slots.size(); i++) {
            SlotAssignment.Candidate next = assigned[i];
            if (!slots.get(i).plays(next == null ? null : next.id())) {
                play(slots.get(i), next == null ? null : track(next), nowNanos);
                another |= slots.get(i).spec().kind() == MediaKind.VIDEO;
            }
        }
        return another;
    }

    /// What plays, or how it is shown, is not what it was.
    private void share(Participant participant, long nowNanos) {
        Subscriber subscriber = participant.subscriber();
        subscriber.layout().arrange(subscriber.slots());
        sharing.share(participant, nowNanos);
        sharing.wantAwaited(participant);
    }

    private SlotAssignment.Stage stage() {
        List<SlotAssignment.Candidate> candidates = new ArrayList<>();
        for (Participant participant : roster.participants()) {
            for (Track track : participant.publisher().tracks()) {
                if (!track.muted()) {
                    candidates.add(track.candidate());
                }
            }
        }
        List<TrackId> loudest = speakers.loudest().stream().map(Voice::track).toList();
        return new SlotAssignment.Stage(candidates, loudest, speakers.recent(), audioSpeakers);
    }

    private @Nullable Track track(SlotAssignment.Candidate candidate) {
        for (Participant participant : roster.participants()) {
            if (participant.id().equals(candidate.owner())) {
                return participant.publisher().track(candidate.id());
            }
        }
        throw new IllegalStateException(candidate.owner() + " owns a track in a room it is not in");
    }

    /// From now on this plays in the slot, or nothing does.
    void play(Slot slot, @Nullable Track next, long nowNanos) {
        Track before = slot.track();
        if (before != null) {
            roster.touch(before.sender());
        }
        leave(slot);
        slot.play(next, nowNanos);
        if (next != null) {
            next.slots().add(slot);
            sharing.watchedAnew(next);
        }
        roster.tell(new Event.SlotChanged(slot.participant().id(), slot.spec().mid(), slot.playing()));
        roster.touch(slot.participant());
    }

    /// The slot is gone.
    void detach(Slot slot) {
        leave(slot);
        slot.close();
    }

    private void leave(Slot slot) {
        Track before = slot.track();
        if (before != null) {
            before.slots().remove(slot);
            sharing.watchedAnew(before);
        }
    }

    /// Whoever watches the track lost it, or will have when it is back.
    void wantShown(Track track) {
        for (Slot slot : track.slots()) {
            wantShown(slot);
        }
    }

    void wantShown(Slot slot) {
        Layer layer = slot.choice().shown();
        if (layer != null) {
            roster.wantKeyframe(layer);
        }
    }
}
