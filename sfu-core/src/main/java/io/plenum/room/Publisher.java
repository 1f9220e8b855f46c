package io.plenum.room;

import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.TrackId;
import io.plenum.memory.Packet;
import io.plenum.memory.TimerQueue;
import io.plenum.receive.Arrival;
import io.plenum.receive.ReceiveStream;
import io.plenum.receive.Rtx;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import io.plenum.send.PublisherClock;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one participant sends: its tracks, and the way from a packet to the layer that it belongs to.
final class Publisher {
    private final Counters counters;
    private final PublisherClock clock = new PublisherClock();
    private final StreamTable streams = new StreamTable();
    private final List<Track> tracks = new ArrayList<>();
    /// When something of its tracks is due: a turn in which nothing is looks at none of them.
    private long due = TimerQueue.NEVER;

    private boolean watchedAnew;

    Publisher(Counters counters) {
        this.counters = counters;
    }

    PublisherClock clock() {
        return clock;
    }

    List<Track> tracks() {
        return tracks;
    }

    // --- when to look at its tracks ---

    /// What is due of them has changed.
    void look() {
        due = Long.MIN_VALUE;
    }

    boolean isDue(long nowNanos) {
        return due <= nowNanos;
    }

    /// All of them were looked at, and until then nothing is due unless [#look] says so.
    void lookedAt(long next) {
        due = next;
    }

    /// When something is due; or when a track would have been missed that has gone on since.
    long deadline() {
        return due;
    }

    /// Others watch them, or other layers of them.
    void watchedAnew() {
        watchedAnew = true;
    }

    /// Since the last call.
    boolean takeWatchedAnew() {
        boolean result = watchedAnew;
        watchedAnew = false;
        return result;
    }

    // --- what it sends ---

    /// How many of its tracks of a kind others could be played.
    int onOffer(MediaKind kind) {
        int count = 0;
        for (int i = 0; i < tracks.size(); i++) {
            Track track = tracks.get(i);
            count += track.spec().kind() == kind && !track.muted() ? 1 : 0;
        }
        return count;
    }

    int streams() {
        return streams.size();
    }

    void add(Track track) {
        tracks.add(track);
        streams.declare(track);
        look();
    }

    void remove(Track track) {
        tracks.remove(track);
        streams.remove(track);
        track.close();
    }

    @Nullable
    Track track(TrackId id) {
        for (Track track : tracks) {
            if (track.id().equals(id)) {
                return track;
            }
        }
        return null;
    }

    /// Null when nothing is known of the SSRC, or it carries retransmissions.
    @Nullable
    Layer layer(long ssrc) {
        Inbound inbound = streams.find(ssrc);
        return inbound == null || inbound.repair() ? null : inbound.layer();
    }

    /// Finds the packet's layer and its place there, and stores it. False when it went no further, which is counted.
    ///
    /// @param received its header is read already; the rest is filled in
    boolean accept(ReceivedPacket received, Packet packet, long nowNanos) {
        RtpPacket rtp = received.rtp();
        Inbound inbound = streams.find(rtp.ssrc());
        if (inbound == null) {
            inbound = streams.latch(rtp, tracks, nowNanos);
        }
        if (inbound == null) {
            counters.drop(DropReason.RTP_UNKNOWN_STREAM);
            return false;
        }
        return inbound.repair()
                ? acceptRepair(inbound, received, packet, nowNanos)
                : acceptMedia(inbound, received, packet, nowNanos);
    }

    private boolean acceptMedia(Inbound inbound, ReceivedPacket received, Packet packet, long nowNanos) {
        Layer layer = inbound.layer();
        RtpPacket rtp = received.rtp();
        PayloadSpec payload = layer.track().payloads().media(rtp.payloadType());
        if (payload == null) {
            counters.drop(DropReason.RTP_UNKNOWN_PAYLOAD_TYPE);
            return false;
        }
        ReceiveStream stream = layer.open(inbound, payload);
        Arrival arrival = stream.accept(rtp.sequence16(), rtp.timestamp(), nowNanos);
        layer.arrived(nowNanos);
        return store(arrival, layer, stream, received, packet, payload, nowNanos);
    }

    private boolean acceptRepair(Inbound inbound, ReceivedPacket received, Packet packet, long nowNanos) {
        Layer layer = inbound.layer();
        RtpPacket rtp = received.rtp();
        PayloadSpec payload = layer.track().payloads().repair(rtp.payloadType());
        ReceiveStream stream = layer.stream();
        if (payload == null || stream == null) {
            counters.drop(payload == null ? DropReason.RTP_UNKNOWN_PAYLOAD_TYPE : DropReason.RTP_TOO_OLD);
            return false;
        }
        if (!Rtx.hasOriginal(rtp)) {
            return false;
        }
        int original = BigEndian.u16(rtp.bytes(), rtp.payloadOffset());
        Arrival arrival = stream.acceptRepair(original, rtp.timestamp(), nowNanos);
        Rtx.unwrap(packet, rtp, stream.ssrc(), payload.payloadType());
        return store(arrival, layer, stream, received, packet, payload, nowNanos);
    }

    /// A packet that another shard received and put in order. Its header is read already.
    boolean acceptRelayed(
            Layer layer, long sequence, int stream, ReceivedPacket received, Packet packet, long nowNanos) {
        PayloadSpec payload = layer.track().payloads().media(received.rtp().payloadType());
        if (payload == null) {
            counters.drop(DropReason.RTP_UNKNOWN_PAYLOAD_TYPE);
            return false;
        }
        layer.relayed(payload, stream);
        store(layer, sequence, received, packet, payload, nowNanos);
        return true;
    }

    private boolean store(
            Arrival arrival,
            Layer layer,
            ReceiveStream stream,
            ReceivedPacket received,
            Packet packet,
            PayloadSpec payload,
            long nowNanos) {
        switch (arrival) {
            case DUPLICATE -> counters.drop(DropReason.RTP_DUPLICATE);
            case TOO_OLD -> counters.drop(DropReason.RTP_TOO_OLD);
            case RESTARTED -> layer.restarted();
            case NEW -> {}
        }
        if (arrival == Arrival.DUPLICATE || arrival == Arrival.TOO_OLD) {
            return false;
        }
        if (stream.takeMissingChanged()) {
            look();
        }
        store(layer, stream.sequence(), received, packet, payload, nowNanos);
        return true;
    }

    private void store(
            Layer layer, long sequence, ReceivedPacket received, Packet packet, PayloadSpec payload, long nowNanos) {
        received.accepted(layer, packet, payload, sequence);
        if (received.hasMedia()) {
            layer.history().add(sequence, packet, nowNanos);
        }
        if (received.isKeyFrameStart()) {
            counters.add(
                    Counter.KEYFRAMES_RECEIVED, layer.keyFrameAt(received.rtp().timestamp()) ? 1 : 0);
            layer.keyframes().arrived();
            look();
        }
    }

    /// How loud the packet says it is, in -dBov; -1 when its track's levels do not count.
    static int audioLevel(ReceivedPacket received) {
        Track track = received.layer().track();
        if (track.spec().kind() != MediaKind.AUDIO || !received.hasMedia()) {
            return -1;
        }
        int id = track.audioLevelId();
        int offset = id == 0 ? -1 : received.rtp().extensionOffset(id);
        return offset < 0 ? Track.UNKNOWN_LEVEL : received.rtp().bytes()[offset] & 0x7F;
    }
}
