package io.plenum.room;

import io.plenum.core.Codec;
import io.plenum.core.Output;
import io.plenum.core.PayloadSpec;
import io.plenum.memory.Packet;
import io.plenum.memory.TimerQueue;
import io.plenum.relay.RelayMessage;
import io.plenum.rtp.BigEndian;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The far end of a relay: participants of this room whose links are on other shards. What they send
/// comes in here, and what its viewers want of them is asked for there.
final class Mirroring {
    private final Instruments instruments;
    private final Counters counters;
    private final Roster roster;
    private final LinkSharing sharing;
    private final PacketPath path;

    Mirroring(Instruments instruments, Roster roster, LinkSharing sharing, PacketPath path) {
        this.instruments = instruments;
        this.counters = instruments.counters;
        this.roster = roster;
        this.sharing = sharing;
        this.path = path;
    }

    /// A message of the shard that receives one of our tracks.
    void receive(RelayMessage message, Packet packet, long nowNanos) {
        Track track = instruments.mirrors.track(message.handle());
        if (track == null) {
            counters.drop(DropReason.RELAY_UNKNOWN_TRACK);
            return;
        }
        switch (message.type()) {
            case RelayMessage.MEDIA -> media(track, message, packet, nowNanos);
            case RelayMessage.REPORT -> report(track, message, nowNanos);
            case RelayMessage.LADDER -> ladder(track, message, nowNanos);
            default -> counters.drop(DropReason.RELAY_MALFORMED);
        }
        roster.touch(track.sender());
    }

    private void media(Track track, RelayMessage message, Packet packet, long nowNanos) {
        Layer layer = layer(track, message);
        int stream = message.stream();
        long sequence = message.sequence();
        packet.length(message.contentLength());
        ReceivedPacket received = instruments.received;
        if (layer == null || !received.rtp().wrap(packet.bytes(), 0, packet.length())) {
            counters.drop(DropReason.RELAY_MALFORMED);
            return;
        }
        if (track.sender().publisher().acceptRelayed(layer, sequence, stream, received, packet, nowNanos)) {
            path.accepted(track, received, nowNanos);
        }
    }

    private void report(Track track, RelayMessage message, long nowNanos) {
        Layer layer = layer(track, message);
        if (layer == null) {
            counters.drop(DropReason.RELAY_MALFORMED);
            return;
        }
        byte[] bytes = message.bytes();
        long age = BigEndian.i64(bytes, 2 * Long.BYTES);
        layer.reported(BigEndian.i64(bytes, 0), BigEndian.i64(bytes, Long.BYTES), nowNanos - age);
    }

    private void ladder(Track track, RelayMessage message, long nowNanos) {
        Mirror mirror = track.mirror();
        if (mirror != null) {
            boolean news = RelayWriter.readLadder(message, track, mirror);
            track.qualities().stale();
            if (news) {
                sharing.shareAnew(track, nowNanos);
                sharing.wantAwaited(track);
            }
        }
    }

    private static @Nullable Layer layer(Track track, RelayMessage message) {
        int encoding = message.encoding();
        return encoding < track.layers().size() ? track.layers().get(encoding) : null;
    }

    /// Asks the other shard for what is wanted of a participant.
    void write(Participant participant, long nowNanos, Output out) {
        List<Track> tracks = participant.publisher().tracks();
        for (int i = 0; i < tracks.size(); i++) {
            Track track = tracks.get(i);
            Mirror mirror = track.mirror();
            if (mirror != null) {
                write(track, mirror, nowNanos, out);
            }
        }
    }

    private void write(Track track, Mirror mirror, long nowNanos, Output out) {
        if (mirror.takeDemand(nowNanos)) {
            instruments.relayWriter.demand(mirror, track, nowNanos, out);
            expire(track, nowNanos);
        }
        List<Layer> layers = track.layers();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (mirror.demands(layer) && layer.keyframes().poll(nowNanos)) {
                instruments.relayWriter.keyframe(mirror, layer, nowNanos, out);
                if (isOpaque(track)) {
                    layer.keyframes().arrived(); // nobody would see it arrive
                }
            }
        }
    }

    private static void expire(Track track, long nowNanos) {
        List<Layer> layers = track.layers();
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).history().expire(nowNanos);
        }
    }

    private static boolean isOpaque(Track track) {
        List<PayloadSpec> payloads = track.spec().payloads();
        return payloads.isEmpty() || payloads.getFirst().codec().family() == Codec.Family.OPAQUE;
    }

    static long deadline(Participant participant) {
        long deadline = TimerQueue.NEVER;
        List<Track> tracks = participant.publisher().tracks();
        for (int i = 0; i < tracks.size(); i++) {
            Mirror mirror = tracks.get(i).mirror();
            deadline = Math.min(deadline, mirror == null ? TimerQueue.NEVER : mirror.deadline());
        }
        return deadline;
    }
}
