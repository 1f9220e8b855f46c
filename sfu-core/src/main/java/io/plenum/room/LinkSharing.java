package io.plenum.room;

import io.plenum.allocate.BitrateAllocator;
import io.plenum.allocate.Claim;
import io.plenum.core.Event;
import io.plenum.relay.Shedding;
import java.util.ArrayList;
import java.util.List;

/// Gives each of a subscriber's pictures its part of the link, tells publishers which encodings that leaves
/// unwatched, and subscribers what became of theirs.
///
/// Done anew when the estimate, the layout or the layers change, and a few times in a second for what changes slowly.
final class LinkSharing {
    private final BitrateAllocator allocator;
    private final Shedding shedding;
    private final Roster roster;
    private final List<Claim> claims = new ArrayList<>();

    LinkSharing(BitrateAllocator allocator, Shedding shedding, Roster roster) {
        this.allocator = allocator;
        this.shedding = shedding;
        this.roster = roster;
    }

    /// The pictures of one viewer, or the link to it, are not what they were.
    void share(Participant viewer, long nowNanos) {
        Subscriber subscriber = viewer.subscriber();
        claims.clear();
        List<Slot> slots = subscriber.layout().pictures();
        for (int i = 0; i < slots.size(); i++) {
            claims.add(slots.get(i).choice().offer());
        }
        allocator.allocate(
                claims, subscriber.videoBudget(), subscriber.downlink().probes(), shedding.level(), nowNanos);
        long demand = 0;
        boolean limited = false;
        for (int i = 0; i < claims.size(); i++) {
            demand += claims.get(i).demandBitsPerSecond();
            limited |= claims.get(i).isLimited();
        }
        subscriber.shared(demand, limited, nowNanos);
        for (int i = 0; i < slots.size(); i++) {
            aim(slots.get(i));
        }
        roster.touch(viewer);
    }

    private void aim(Slot slot) {
        Track track = slot.track();
        if (track == null) {
            return;
        }
        slot.aim();
        if (slot.choice().takeDemandChange()) {
            watchedAnew(track);
        }
    }

    /// Others than before watch the layers of a track.
    void watchedAnew(Track track) {
        track.watchedAnew();
        roster.touch(track.sender());
    }

    /// Asks for the key frames that a viewer waits for.
    void wantAwaited(Participant viewer) {
        List<Slot> slots = viewer.subscriber().layout().pictures();
        for (int i = 0; i < slots.size(); i++) {
            wantAwaited(slots.get(i));
        }
    }

    private void wantAwaited(Slot slot) {
        Layer awaited = slot.choice().awaited();
        if (awaited != null && slot.participant().connected()) {
            roster.wantKeyframe(awaited);
        }
    }

    /// There are other layers of a track to choose from.
    void shareAnew(Track track, long nowNanos) {
        List<Slot> slots = track.slots();
        for (int i = 0; i < slots.size(); i++) {
            share(slots.get(i).participant(), nowNanos);
        }
    }

    void wantAwaited(Track track) {
        List<Slot> slots = track.slots();
        for (int i = 0; i < slots.size(); i++) {
            wantAwaited(slots.get(i).participant());
        }
    }

    /// Does what is due for one participant, as a viewer and as a publisher.
    void settle(Participant participant, long nowNanos) {
        Subscriber subscriber = participant.subscriber();
        if (subscriber.downlink().takeEstimateMoved() || subscriber.shareDue(nowNanos)) {
            share(participant, nowNanos);
            wantAwaited(participant);
        }
        // What is watched of a mirrored track is told to its own shard.
        if (participant.sends() && !participant.isMirror()) {
            settleTracks(participant.publisher(), nowNanos);
        }
    }

    private void settleTracks(Publisher publisher, long nowNanos) {
        if (!publisher.takeWatchedAnew() && !publisher.isDue(nowNanos)) {
            return;
        }
        List<Track> tracks = publisher.tracks();
        for (int i = 0; i < tracks.size(); i++) {
            settle(tracks.get(i), nowNanos);
        }
    }

    /// After everything was settled.
    void tellQuality(Participant viewer, long nowNanos) {
        if (!viewer.isMirror() && viewer.subscriber().tellsQuality(nowNanos)) {
            roster.tell(new Event.QualityChanged(viewer.id(), viewer.quality(nowNanos)));
        }
    }

    private void settle(Track track, long nowNanos) {
        LayerDemand demand = track.qualities().demand();
        if (!track.isVideo() || !demand.isDue(nowNanos)) {
            return;
        }
        boolean paused = demand.isPaused();
        int lowest = track.qualities().lowestEncoding();
        boolean told = demand.update(track.slots(), track.relayDemand(), lowest, nowNanos);
        track.sender().publisher().look();
        if (told) {
            if (paused) {
                track.resumes();
            }
            roster.tell(new Event.LayersWanted(track.owner(), track.id(), demand.encodings()));
        }
        if (demand.givesUp(nowNanos) || told) {
            track.qualities().stale();
            shareAnew(track, nowNanos);
            wantAwaited(track);
        }
    }
}
