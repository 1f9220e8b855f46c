package io.plenum.room;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.Output;
import io.plenum.core.RoomId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.memory.Packet;
import io.plenum.memory.TimerQueue;
import io.plenum.relay.RelayMessage;
import io.plenum.send.SendQueue;
import io.plenum.speaker.ActiveSpeaker;
import java.util.List;

/// One conference. Its parts know two peers at once, and nobody else does: [PacketPath] carries packets from a
/// publisher's track to the slots in which it plays, [Seating] decides which those are, [Membership] keeps what is
/// published, [Voices] who speaks.
public final class Room {
    private final RoomId id;
    private final Instruments instruments;
    private final Roster roster = new Roster();
    private final LinkSharing sharing;
    private final Seating seating;
    private final Voices voices;
    private final Membership membership;
    private final Relaying relaying;
    private final PacketPath path;
    private final Mirroring mirroring;
    private final TimerQueue.Timer<Room> timer = new TimerQueue.Timer<>(this);
    private boolean isTouched;
    private boolean isOver;

    public Room(RoomId id, Instruments instruments) {
        int audioSpeakers = instruments.config.audioSpeakers();
        ActiveSpeaker speakers = new ActiveSpeaker(audioSpeakers);
        this.id = id;
        this.instruments = instruments;
        this.sharing = new LinkSharing(instruments.allocator, instruments.shedding(), roster);
        this.seating = new Seating(roster, sharing, speakers, audioSpeakers);
        this.voices = new Voices(id, roster, seating, speakers);
        this.membership = new Membership(this, instruments, roster, voices, seating);
        this.relaying = new Relaying(instruments, roster);
        this.path = new PacketPath(instruments, roster, voices, seating, sharing, relaying);
        this.mirroring = new Mirroring(instruments, roster, sharing, path);
    }

    public RoomId id() {
        return id;
    }

    public TimerQueue.Timer<Room> timer() {
        return timer;
    }

    public List<Participant> participants() {
        return roster.participants();
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

    /// Everybody left, or it failed.
    public void end() {
        isOver = true;
    }

    public boolean isOver() {
        return isOver;
    }

    /// A packet of one of the participants. Who needs it longer holds it.
    public void receive(Participant from, Packet packet, long nowNanos) {
        path.receive(from, packet, nowNanos);
    }

    /// Media of a participant whose link is on another shard, and what that shard has to say about it.
    public void receiveRelayed(RelayMessage message, Packet packet, long nowNanos) {
        mirroring.receive(message, packet, nowNanos);
    }

    /// Another shard wants something of one of our participants.
    public void asked(Participant participant, int shard, RelayMessage message, long nowNanos) {
        relaying.asked(participant, shard, message, nowNanos);
    }

    public Participant join(Command.Join join) {
        return membership.join(join);
    }

    public Participant join(Command.JoinMirror join) {
        return membership.join(join);
    }

    public void leave(Participant participant, long nowNanos) {
        membership.leave(participant, nowNanos);
    }

    public void connected(Participant participant) {
        membership.connected(participant);
    }

    public void publish(Participant participant, TrackSpec spec, long nowNanos) {
        membership.publish(participant, spec, nowNanos);
    }

    public void unpublish(Participant participant, TrackId track, long nowNanos) {
        membership.unpublish(participant, track, nowNanos);
    }

    public void mute(Participant participant, TrackId track, boolean muted, long nowNanos) {
        membership.mute(participant, track, muted, nowNanos);
    }

    public void openSlots(Participant participant, Command.OpenSlots command, long nowNanos) {
        participant.subscriber().open(command.slots(), nowNanos).forEach(seating::detach);
        roster.touch(participant);
        seating.assign(participant, nowNanos);
    }

    public void view(Participant participant, Command.View view, long nowNanos) {
        participant.subscriber().layout().view(view);
        seating.assign(participant, nowNanos);
    }

    /// Everybody gets more or less than before, as the shard has to do.
    public void shareAnew(long nowNanos) {
        List<Participant> participants = roster.participants();
        for (int i = 0; i < participants.size(); i++) {
            if (!participants.get(i).isMirror()) {
                sharing.share(participants.get(i), nowNanos);
                sharing.wantAwaited(participants.get(i));
            }
        }
    }

    /// Does what is due; what comes of it goes out with the next [#drain].
    public void advance(long nowNanos) {
        TimerQueue<Participant> timers = roster.timers();
        for (Participant due = timers.pollDue(nowNanos); due != null; due = timers.pollDue(nowNanos)) {
            findStalls(due, nowNanos);
            roster.touch(due);
        }
    }

    private void findStalls(Participant participant, long nowNanos) {
        if (participant.isMirror()) {
            return; // what nobody watches here does not come here
        }
        List<Track> tracks = participant.publisher().tracks();
        for (int i = 0; i < tracks.size(); i++) {
            Track track = tracks.get(i);
            if (track.stalls(nowNanos)) {
                roster.tell(new Event.TrackFlowing(track.owner(), track.id(), false));
            }
        }
    }

    /// Sends everything that waits or is due, and returns when something will be due next.
    public long drain(Output out, long nowNanos) {
        voices.advance(nowNanos);
        seating.settle(nowNanos);
        relaying.flush(nowNanos, out);
        List<Participant> touched = roster.touched();
        for (int i = 0; i < touched.size(); i++) {
            sharing.settle(touched.get(i), nowNanos);
        }
        for (int i = 0; i < touched.size(); i++) {
            sharing.tellQuality(touched.get(i), nowNanos);
        }
        roster.handOut(out);
        for (int i = 0; i < touched.size(); i++) {
            write(touched.get(i), nowNanos, out);
        }
        touched.clear();
        return Math.min(roster.timers().next(), voices.deadline());
    }

    private void write(Participant participant, long nowNanos, Output out) {
        participant.settled();
        if (participant.isMirror()) {
            mirroring.write(participant, nowNanos, out);
        } else {
            writeToLink(participant, nowNanos, out);
        }
        roster.timers().set(participant.timer(), participant.deadline(nowNanos));
    }

    private void writeToLink(Participant participant, long nowNanos, Output out) {
        if (participant.sends()) {
            relaying.write(participant, nowNanos, out);
        }
        RtcpCompound rtcp = instruments.rtcp;
        rtcp.begin(participant.id(), participant.localSsrc());
        instruments.downstream.write(participant, rtcp, nowNanos, out);
        if (participant.sends()) {
            writeToPublisher(participant, rtcp, nowNanos, out);
        }
        rtcp.flush(out);
    }

    private static void writeToPublisher(Participant participant, RtcpCompound rtcp, long nowNanos, Output out) {
        long roundTrip = participant.roundTrip().nanos();
        participant.upstream().write(rtcp, roundTrip, participant.connected(), nowNanos, out);
    }

    /// After a bug: lets go of all memory, whatever state it is in.
    public void abandon() {
        Salvage salvage = new Salvage();
        relaying.abandon(salvage);
        for (Participant participant : roster.participants()) {
            SendQueue queue = participant.subscriber().downlink().queue();
            salvage.empty(queue::clear, queue::size);
            for (Track track : participant.publisher().tracks()) {
                salvage.attempt(() -> instruments.mirrors.remove(track));
                track.abandon(salvage);
            }
        }
        salvage.finish();
    }
}
