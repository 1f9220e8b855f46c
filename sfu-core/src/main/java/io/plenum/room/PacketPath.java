package io.plenum.room;

import io.plenum.core.Event;
import io.plenum.forward.Verdict;
import io.plenum.memory.Packet;
import io.plenum.rtp.RtpPacket;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.util.List;

/// The way of a packet through a room: from a publisher's track to the slots in which it plays.
final class PacketPath {
    private final Instruments instruments;
    private final Counters counters;
    private final Roster roster;
    private final Voices voices;
    private final Seating seating;
    private final LinkSharing sharing;
    private final Relaying relaying;

    PacketPath(
            Instruments instruments,
            Roster roster,
            Voices voices,
            Seating seating,
            LinkSharing sharing,
            Relaying relaying) {
        this.instruments = instruments;
        this.counters = instruments.counters;
        this.roster = roster;
        this.voices = voices;
        this.seating = seating;
        this.sharing = sharing;
        this.relaying = relaying;
    }

    /// A packet of one of the participants. Who needs it longer holds it.
    void receive(Participant from, Packet packet, long nowNanos) {
        if (RtpPacket.isRtcp(packet.bytes(), packet.length())) {
            receiveRtcp(from, packet, nowNanos);
        } else {
            receiveRtp(from, packet, nowNanos);
        }
    }

    private void receiveRtcp(Participant from, Packet packet, long nowNanos) {
        List<Layer> wanted = instruments.control.read(from, packet, nowNanos);
        for (int i = 0; i < wanted.size(); i++) {
            roster.touch(wanted.get(i).track().sender());
        }
        roster.touch(from);
    }

    private void receiveRtp(Participant from, Packet packet, long nowNanos) {
        ReceivedPacket received = instruments.received;
        counters.count(Counter.RTP_IN);
        if (!received.rtp().wrap(packet.bytes(), 0, packet.length())) {
            counters.drop(DropReason.RTP_MALFORMED);
            return;
        }
        from.sent();
        boolean tells = from.upstream().arrived(received.rtp(), nowNanos);
        if (from.publisher().accept(received, packet, nowNanos)) {
            accepted(received.layer().track(), received, nowNanos);
        }
        // Who only sends is not looked after with each packet.
        if (tells || from.publisher().isDue(nowNanos) || relaying.isAsked()) {
            roster.touch(from);
        }
    }

    /// A packet has its place in its layer, wherever it was received.
    void accepted(Track track, ReceivedPacket received, long nowNanos) {
        if (track.arrived(nowNanos)) {
            roster.tell(new Event.TrackFlowing(track.owner(), track.id(), true));
            seating.wantShown(track);
        }
        boolean news = track.tellsNews(received, nowNanos);
        if (news) {
            sharing.shareAnew(track, nowNanos);
        }
        voices.listen(track, received, nowNanos);
        relaying.forward(track, received);
        forward(track, received, nowNanos);
        // Afterwards: a key frame that just arrived need not be asked for.
        if (news) {
            sharing.wantAwaited(track);
        }
    }

    private void forward(Track track, ReceivedPacket received, long nowNanos) {
        List<Slot> slots = track.slots();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.ignores(received, nowNanos)) {
                continue;
            }
            if (slot.forward(received, nowNanos) == Verdict.SWITCH) {
                counters.count(Counter.SLOT_SWITCHES);
                sharing.watchedAnew(track);
                slot.participant().subscriber().switched(nowNanos);
                catchUp(slot, received, nowNanos);
            }
            if (slot.takeNeed()) {
                roster.wantKeyframe(received.layer());
            }
            // Who gets nothing of it is not looked after because of it.
            if (slot.hasQueued()) {
                roster.touch(slot.participant());
            }
        }
        forwardLate(track, received, nowNanos);
    }

    /// Of pictures that have gone out already something may come late.
    private void forwardLate(Track track, ReceivedPacket received, long nowNanos) {
        List<Slot> leavers = track.leavers();
        for (int i = leavers.size() - 1; i >= 0; i--) {
            Slot slot = leavers.get(i);
            if (slot.forwardLate(received, nowNanos)) {
                roster.touch(slot.participant());
            } else {
                slot.forgetLeft();
            }
        }
    }

    /// The first packet of a key frame may be a late one: what came after it was kept back, and goes on now.
    private void catchUp(Slot slot, ReceivedPacket first, long nowNanos) {
        Layer layer = first.layer();
        if (!first.isKeyFrameStart()) {
            return;
        }
        for (long next = first.sequence() + 1; next <= layer.history().newest(); next++) {
            ReceivedPacket later = instruments.replay(first, next);
            if (later != null) {
                slot.forward(later, nowNanos);
            }
        }
    }
}
