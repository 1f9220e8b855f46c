package io.plenum.room;

import io.plenum.core.Command;
import io.plenum.core.Command.Wish;
import io.plenum.core.Event;
import io.plenum.core.Output;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.forward.Verdict;
import io.plenum.memory.Packet;
import io.plenum.memory.TimerQueue;
import io.plenum.rtp.RtpPacket;
import io.plenum.speaker.ActiveSpeaker;
import io.plenum.speaker.Voice;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One conference, and the only class that knows two peers at once: it carries packets from a publisher's track to
/// the slots in which it plays, wishes for key frames the other way, and decides which track plays where.
public final class Room {
    private final RoomId id;
    private final Instruments instruments;
    private final Counters counters;
    private final ActiveSpeaker speakers;
    private final List<Participant> participants = new ArrayList<>();
    private final TimerQueue<Participant> timers = new TimerQueue<>();
    private final TimerQueue.Timer<Room> timer = new TimerQueue.Timer<>(this);
    private final List<Participant> touched = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private boolean isTouched;
    private boolean stageChanged;

    public Room(RoomId id, Instruments instruments) {
        this.id = id;
        this.instruments = instruments;
        this.counters = instruments.counters;
        this.speakers = new ActiveSpeaker(instruments.config.audioSpeakers());
    }

    public RoomId id() {
        return id;
    }

    public TimerQueue.Timer<Room> timer() {
        return timer;
    }

    public List<Participant> participants() {
        return participants;
    }

    /// True the first time since the last [#settled].
    public boolean touch() {
        boolean first = !isTouched;
        isTouched = true;
        return first;
    }

    public void settled() {
        isTouched = false;
    }

    // --- packets ---

    /// A packet of one of the participants. Who needs it longer holds it.
    public void receive(Participant from, Packet packet, long nowNanos) {
        if (RtpPacket.isRtcp(packet.bytes(), packet.length())) {
            receiveRtcp(from, packet, nowNanos);
        } else {
            receiveRtp(from, packet, nowNanos);
        }
        touch(from);
    }

    private void receiveRtp(Participant from, Packet packet, long nowNanos) {
        ReceivedPacket received = instruments.received;
        counters.count(Counter.RTP_IN);
        if (!received.rtp().wrap(packet.bytes(), 0, packet.length())) {
            counters.drop(DropReason.RTP_MALFORMED);
            return;
        }
        from.upstream().arrived(received.rtp(), nowNanos);
        if (!from.publisher().accept(received, packet, nowNanos)) {
            return;
        }
        Track track = received.layer().track();
        if (track.arrived(nowNanos)) {
            events.add(new Event.TrackFlowing(track.owner(), track.id(), true));
            wantKeyframes(track);
        }
        boolean news = track.tellsNews(received, nowNanos);
        if (news) {
            aimAnew(track);
        }
        listen(track, received, nowNanos);
        forward(track, received, nowNanos);
        // Afterwards: a key frame that just arrived need not be asked for.
        if (news) {
            wantAwaited(track);
        }
    }

    /// Before the packet goes on: the first syllable of a new speaker is in it.
    private void listen(Track track, ReceivedPacket received, long nowNanos) {
        Voice voice = track.voice();
        int level = voice == null ? -1 : Publisher.audioLevel(received);
        if (voice != null && level >= 0 && speakers.heard(voice, level, nowNanos)) {
            assignSlots();
        }
    }

    private void forward(Track track, ReceivedPacket received, long nowNanos) {
        List<Slot> slots = track.slots();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.forward(received, nowNanos) == Verdict.SWITCH) {
                counters.count(Counter.SLOT_SWITCHES);
                catchUp(slot, received, nowNanos);
            }
            if (slot.takeNeed()) {
                wantKeyframe(received.layer());
            }
            touch(slot.participant());
        }
    }

    /// The first packet of a key frame may be a late one: what came after it was kept back, and goes on now.
    private void catchUp(Slot slot, ReceivedPacket first, long nowNanos) {
        Layer layer = first.layer();
        if (!first.isKeyFrameStart()) {
            return;
        }
        for (long next = first.sequence() + 1; next <= layer.history().newest(); next++) {
            Packet packet = layer.history().get(next);
            if (packet != null) {
                instruments.replayed.again(layer, packet, first.payload(), next);
                slot.forward(instruments.replayed, nowNanos);
            }
        }
    }

    private void receiveRtcp(Participant from, Packet packet, long nowNanos) {
        List<Layer> wanted = instruments.control.read(from, packet, nowNanos);
        for (int i = 0; i < wanted.size(); i++) {
            touch(find(wanted.get(i).track().owner()));
        }
    }

    // --- commands ---

    public Participant join(Command.Join join) {
        Participant participant = new Participant(join.peer(), this, join.csrc(), join.seed(), counters);
        participants.add(participant);
        return participant;
    }

    public void leave(Participant participant, long nowNanos) {
        for (Track track : List.copyOf(participant.publisher().tracks())) {
            unpublish(participant, track, nowNanos);
        }
        participant.subscriber().open(List.of()).forEach(Room::detach);
        participant.subscriber().queue().clear();
        timers.set(participant.timer(), TimerQueue.NEVER);
        touched.remove(participant);
        participants.remove(participant);
        speakers.forget(participant.id());
        stageChanged = true;
    }

    public void connected(Participant participant) {
        participant.connect();
        for (Track track : participant.publisher().tracks()) {
            track.layers().forEach(layer -> layer.keyframes().reachable());
        }
        for (Slot slot : participant.subscriber().slots()) {
            Layer layer = slot.shown();
            if (layer != null) {
                wantKeyframe(layer);
            }
        }
        touch(participant);
    }

    public void publish(Participant participant, TrackSpec spec, long nowNanos) {
        Track known = participant.publisher().track(spec.id());
        if (known != null && known.isAsDescribed(spec)) {
            mute(known, spec.muted(), nowNanos);
            return;
        }
        if (known != null) {
            unpublish(participant, known, nowNanos);
        }
        Track track = new Track(
                participant.id(),
                participant.csrc(),
                spec,
                participant.publisher().clock());
        participant.publisher().add(track);
        participant.upstream().negotiated();
        giveVoice(track);
        touch(participant);
        stageChanged = true;
    }

    public void unpublish(Participant participant, TrackId id, long nowNanos) {
        Track track = participant.publisher().track(id);
        if (track != null) {
            unpublish(participant, track, nowNanos);
            stageChanged = true;
        }
    }

    public void mute(Participant participant, TrackId id, boolean muted, long nowNanos) {
        Track track = participant.publisher().track(id);
        if (track != null) {
            mute(track, muted, nowNanos);
        }
    }

    public void openSlots(Participant participant, Command.OpenSlots command) {
        participant.subscriber().open(command.slots()).forEach(Room::detach);
        touch(participant);
        assignSlots(participant, stage());
    }

    public void view(Participant participant, Command.View view) {
        participant.subscriber().view(view);
        assignSlots(participant, stage());
    }

    private void mute(Track track, boolean muted, long nowNanos) {
        if (track.muted() == muted) {
            return;
        }
        track.mute(muted);
        takeVoice(track, nowNanos);
        giveVoice(track);
        touch(find(track.owner()));
        stageChanged = true;
    }

    private void unpublish(Participant participant, Track track, long nowNanos) {
        takeVoice(track, nowNanos);
        for (Slot slot : List.copyOf(track.slots())) {
            play(slot, null);
        }
        participant.publisher().remove(track);
        participant.upstream().negotiated();
        touch(participant);
    }

    private void giveVoice(Track track) {
        if (!track.isVideo() && !track.muted()) {
            track.voice(speakers.join(track.owner(), track.id()));
        }
    }

    private void takeVoice(Track track, long nowNanos) {
        Voice voice = track.voice();
        if (voice != null) {
            speakers.leave(voice, nowNanos);
            track.voice(null);
        }
    }

    // --- who plays where ---

    /// For every viewer. The cost grows with viewers times tracks, so a change of what is on offer is only noted, and a
    /// batch of them is worked off once, before it is drained. A new speaker does not wait: the packet that made
    /// them one is to be forwarded.
    private void assignSlots() {
        stageChanged = false;
        SlotAssignment.Stage stage = stage();
        for (Participant participant : participants) {
            assignSlots(participant, stage);
        }
    }

    private void assignSlots(Participant participant, SlotAssignment.Stage stage) {
        Subscriber subscriber = participant.subscriber();
        Map<String, SlotAssignment.Candidate> assigned =
                SlotAssignment.assign(subscriber.viewer(participant.id()), stage);
        for (Slot slot : subscriber.slots()) {
            SlotAssignment.Candidate next = assigned.get(slot.spec().mid());
            if (!slot.playing().equals(Optional.ofNullable(next).map(SlotAssignment.Candidate::id))) {
                play(slot, next == null ? null : track(next));
            } else {
                aim(slot);
                wantAwaited(slot);
            }
        }
    }

    private SlotAssignment.Stage stage() {
        List<SlotAssignment.Candidate> candidates = new ArrayList<>();
        for (Participant participant : participants) {
            for (Track track : participant.publisher().tracks()) {
                if (!track.muted()) {
                    candidates.add(track.candidate());
                }
            }
        }
        List<TrackId> loudest = speakers.loudest().stream().map(Voice::track).toList();
        return new SlotAssignment.Stage(candidates, loudest, speakers.recent(), instruments.config.audioSpeakers());
    }

    private @Nullable Track track(SlotAssignment.Candidate candidate) {
        return find(candidate.owner()).publisher().track(candidate.id());
    }

    private void play(Slot slot, @Nullable Track next) {
        detach(slot);
        slot.play(next);
        if (next != null) {
            next.slots().add(slot);
        }
        aim(slot);
        wantAwaited(slot);
        events.add(new Event.SlotChanged(slot.participant().id(), slot.spec().mid(), slot.playing()));
        touch(slot.participant());
    }

    private static void aimAnew(Track track) {
        for (Slot slot : track.slots()) {
            aim(slot);
        }
    }

    private static void aim(Slot slot) {
        Track playing = slot.track();
        if (playing == null) {
            return;
        }
        Wish wish = slot.participant().subscriber().wish(playing.id());
        slot.aim(wish.width() <= 0 ? 0 : wish.height(), wish.framesPerSecond());
    }

    private void wantAwaited(Track track) {
        for (Slot slot : track.slots()) {
            wantAwaited(slot);
        }
    }

    private void wantAwaited(Slot slot) {
        Layer awaited = slot.awaited();
        if (awaited != null && slot.participant().connected()) {
            wantKeyframe(awaited);
        }
    }

    private static void detach(Slot slot) {
        Track before = slot.track();
        if (before != null) {
            before.slots().remove(slot);
        }
        slot.play(null);
    }

    private void wantKeyframe(Layer layer) {
        layer.wantKeyframe();
        touch(find(layer.track().owner()));
    }

    private void wantKeyframes(Track track) {
        for (Slot slot : track.slots()) {
            Layer layer = slot.shown();
            if (layer != null) {
                wantKeyframe(layer);
            }
        }
    }

    private Participant find(PeerId peer) {
        for (int i = 0; i < participants.size(); i++) {
            if (participants.get(i).id().equals(peer)) {
                return participants.get(i);
            }
        }
        throw new IllegalStateException(peer + " owns a track in a room it is not in");
    }

    // --- time and output ---

    /// Does what is due; what comes of it goes out with the next [#drain].
    public void advance(long nowNanos) {
        for (Participant due = timers.pollDue(nowNanos); due != null; due = timers.pollDue(nowNanos)) {
            findStalls(due, nowNanos);
            touch(due);
        }
        if (speakers.advance(nowNanos)) {
            announceSpeakers();
        }
    }

    private void findStalls(Participant participant, long nowNanos) {
        List<Track> tracks = participant.publisher().tracks();
        for (int i = 0; i < tracks.size(); i++) {
            Track track = tracks.get(i);
            if (track.stalls(nowNanos)) {
                events.add(new Event.TrackFlowing(track.owner(), track.id(), false));
            }
        }
    }

    private void announceSpeakers() {
        events.add(new Event.SpeakersChanged(id, speakers.speakers()));
        assignSlots();
    }

    private void touch(Participant participant) {
        if (participant.touch()) {
            touched.add(participant);
        }
    }

    /// Sends everything that waits or is due, and returns when something will be due next.
    public long drain(Output out, long nowNanos) {
        if (stageChanged) {
            assignSlots();
        }
        for (int i = 0; i < events.size(); i++) {
            out.event(events.get(i));
        }
        events.clear();
        for (int i = 0; i < touched.size(); i++) {
            write(touched.get(i), nowNanos, out);
        }
        touched.clear();
        return Math.min(timers.next(), speakers.deadline());
    }

    private void write(Participant participant, long nowNanos, Output out) {
        participant.settled();
        RtcpCompound rtcp = instruments.rtcp;
        rtcp.begin(participant.id(), participant.localSsrc());
        instruments.downstream.write(participant, rtcp, nowNanos, out);
        long roundTrip = participant.roundTrip().nanos();
        participant.upstream().write(rtcp, roundTrip, participant.connected(), nowNanos, out);
        rtcp.flush(out);
        timers.set(participant.timer(), participant.deadline());
    }

    /// After a bug: lets go of all memory, whatever state it is in.
    public void abandon() {
        for (Participant participant : participants) {
            participant.subscriber().queue().clear();
            participant.publisher().tracks().forEach(Track::close);
        }
    }
}
