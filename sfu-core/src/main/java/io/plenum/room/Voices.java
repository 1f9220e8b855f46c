package io.plenum.room;

import io.plenum.core.Event;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.speaker.ActiveSpeaker;
import io.plenum.speaker.Voice;

/// Who of a room is heard and who speaks: the microphones that are on, and what their packets say about them.
final class Voices {
    private final RoomId room;
    private final Roster roster;
    private final Seating seating;
    private final ActiveSpeaker speakers;

    Voices(RoomId room, Roster roster, Seating seating, ActiveSpeaker speakers) {
        this.room = room;
        this.roster = roster;
        this.seating = seating;
        this.speakers = speakers;
    }

    /// Before the packet goes on: the first syllable of a new speaker is in it.
    void listen(Track track, ReceivedPacket received, long nowNanos) {
        Voice voice = track.voice();
        int level = voice == null ? -1 : Publisher.audioLevel(received);
        if (voice != null && level >= 0 && speakers.heard(voice, level, nowNanos)) {
            seating.speakerChanged(nowNanos);
        }
    }

    void give(Track track) {
        if (!track.isVideo() && !track.muted()) {
            track.voice(speakers.join(track.owner(), track.id()));
        }
    }

    void take(Track track, long nowNanos) {
        Voice voice = track.voice();
        if (voice != null) {
            speakers.leave(voice, nowNanos);
            track.voice(null);
        }
    }

    void forget(PeerId peer) {
        speakers.forget(peer);
    }

    /// Looks around when it is time.
    void advance(long nowNanos) {
        if (speakers.advance(nowNanos)) {
            roster.tell(new Event.SpeakersChanged(room, speakers.speakers()));
        }
        if (speakers.takeFloorPassed()) {
            seating.speakerChanged(nowNanos);
        }
    }

    long deadline() {
        return Patience.deadline(speakers.deadline());
    }
}
