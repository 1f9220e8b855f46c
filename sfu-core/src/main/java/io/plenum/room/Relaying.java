package io.plenum.room;

import io.plenum.core.Output;
import io.plenum.core.TrackId;
import io.plenum.forward.Verdict;
import io.plenum.relay.RelayMessage;
import io.plenum.stats.Counters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The near end of a relay: what this room's publishers send, on its way to the other shards that ask for it.
final class Relaying {
    private final Instruments instruments;
    private final Counters counters;
    private final Roster roster;
    private final RelayQueue queue = new RelayQueue();
    /// Whether another shard has asked for anything so far: most rooms are on one.
    private boolean asked;

    Relaying(Instruments instruments, Roster roster) {
        this.instruments = instruments;
        this.counters = instruments.counters;
        this.roster = roster;
    }

    /// A packet of one of our publishers.
    void forward(Track track, ReceivedPacket received) {
        List<RelayLeg> legs = track.legs();
        for (int i = 0; i < legs.size(); i++) {
            RelayedLayer layer = legs.get(i).layer(received);
            if (layer.forward(received, queue) == Verdict.SWITCH && received.isKeyFrameStart()) {
                catchUp(layer, received);
            }
            if (layer.needsKeyframe()) {
                roster.wantKeyframe(received.layer());
            }
        }
    }

    private void catchUp(RelayedLayer layer, ReceivedPacket first) {
        for (long next = first.sequence() + 1; next <= first.layer().history().newest(); next++) {
            ReceivedPacket later = instruments.replay(first, next);
            if (later != null) {
                layer.forward(later, queue);
            }
        }
    }

    /// Whether there are other shards to tell what is new.
    boolean isAsked() {
        return asked;
    }

    /// Another shard wants something of a participant.
    void asked(Participant participant, int shard, RelayMessage message, long nowNanos) {
        asked = true;
        Track track = track(participant, message);
        if (track == null) {
            return; // it was unpublished while this was on its way, or its publication is still on its way to us
        }
        if (message.type() == RelayMessage.DEMAND) {
            demanded(track, shard, message, nowNanos);
        } else if (message.encoding() < track.layers().size()) {
            roster.wantKeyframe(track.layers().get(message.encoding()));
        }
        roster.touch(participant);
    }

    private static @Nullable Track track(Participant participant, RelayMessage message) {
        TrackId id = new TrackId(message.track());
        Track track = participant.publisher().track(id);
        return track == null || track.mirror() != null ? null : track;
    }

    private void demanded(Track track, int shard, RelayMessage message, long nowNanos) {
        RelayLeg leg = null;
        for (RelayLeg known : track.legs()) {
            leg = known.shard() == shard ? known : leg;
        }
        if (leg == null || leg.handle() != message.handle()) {
            track.legs().remove(leg);
            leg = new RelayLeg(shard, message.handle(), track, instruments.relayRoutes, counters);
            track.legs().add(leg);
        }
        leg.demand(message.encoding(), nowNanos);
        track.watchedAnew();
    }

    /// Tells other shards what is new about a participant's tracks.
    void write(Participant participant, long nowNanos, Output out) {
        if (!asked) {
            return;
        }
        List<Track> tracks = participant.publisher().tracks();
        for (int i = 0; i < tracks.size(); i++) {
            if (!tracks.get(i).legs().isEmpty()) {
                write(tracks.get(i), nowNanos, out);
            }
        }
    }

    private void write(Track track, long nowNanos, Output out) {
        List<RelayLeg> legs = track.legs();
        for (int i = legs.size() - 1; i >= 0; i--) {
            RelayLeg leg = legs.get(i);
            if (leg.expired(nowNanos)) {
                legs.remove(i);
                track.watchedAnew();
                continue;
            }
            if (track.isVideo() && leg.hasLadderNews(track)) {
                instruments.relayWriter.ladder(leg, track, nowNanos, out);
            }
            for (RelayedLayer layer : leg.layers()) {
                if (layer.takeReport()) {
                    instruments.relayWriter.report(layer, nowNanos, out);
                }
            }
        }
    }

    /// Everything that waits. Before the viewers here get theirs: the other shard can begin meanwhile.
    void flush(long nowNanos, Output out) {
        if (queue.size() > 0) {
            instruments.relayWriter.media(queue, nowNanos, out);
        }
    }

    /// Lets go of what waits.
    void abandon(Salvage salvage) {
        salvage.empty(queue::clear, queue::size);
    }
}
