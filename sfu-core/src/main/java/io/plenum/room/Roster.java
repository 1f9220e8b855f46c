package io.plenum.room;

import io.plenum.core.Event;
import io.plenum.core.Output;
import io.plenum.memory.TimerQueue;
import java.util.ArrayList;
import java.util.List;

/// Who is in a room, who of them is to be written to in the next drain, and what signaling is to be told.
final class Roster {
    private final List<Participant> participants = new ArrayList<>();
    private final TimerQueue<Participant> timers = new TimerQueue<>();
    private final List<Participant> touched = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    /// In the order of their CSRCs, which signaling numbers in the order in which people join a room: shards learn of
    /// them in different orders, as somebody becomes known elsewhere with what it publishes first, and are to
    /// agree all the same on who comes first.
    List<Participant> participants() {
        return participants;
    }

    TimerQueue<Participant> timers() {
        return timers;
    }

    /// Mostly at the end.
    void add(Participant participant) {
        int place = participants.size();
        while (place > 0 && participants.get(place - 1).csrc() > participant.csrc()) {
            place--;
        }
        participants.add(place, participant);
    }

    void remove(Participant participant) {
        timers.set(participant.timer(), TimerQueue.NEVER);
        touched.remove(participant);
        participants.remove(participant);
    }

    /// Something is to be sent to the participant, or one of its deadlines moved.
    void touch(Participant participant) {
        if (participant.touch()) {
            touched.add(participant);
        }
    }

    /// Those touched since they were last written to; it may grow while it is worked off.
    List<Participant> touched() {
        return touched;
    }

    void tell(Event event) {
        events.add(event);
    }

    void handOut(Output out) {
        for (int i = 0; i < events.size(); i++) {
            out.event(events.get(i));
        }
        events.clear();
    }

    /// Somebody cannot begin, or go on, without a key frame of this layer.
    void wantKeyframe(Layer layer) {
        layer.wantKeyframe();
        touch(layer.track().sender());
    }
}
