package io.plenum.benchmarks;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.MediaKind;
import io.plenum.core.OutboundRtp;
import io.plenum.core.PeerId;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.memory.Packet;
import io.plenum.receive.TwccRecorder;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtp.BigEndian;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One of those who meet: plays a recording, and reports on what it gets. What it does is no part of what is measured,
/// so it only counts while the engine works.
final class Guest {
    private static final long REPORT_NANOS = 1_000_000_000;
    private static final long TRACKS = 10;
    private static final int VOICES = 2;
    private static final int SHOWN_HEIGHT = 360;
    /// Asked for again: one packet of the camera in so many.
    private static final long MISSED = 500;
    private static final long FIRST_SSRC = 1_000_000;
    private static final long SSRCS = 100;

    private static final int SEQUENCE = 2;
    private static final int SSRC = 8;
    private static final byte[] CNAME = "guest".getBytes(StandardCharsets.US_ASCII);

    private final PeerId peer;
    private final List<TrackSpec> tracks = new ArrayList<>();
    private final Player player;
    private final List<SlotSpec> slots = new ArrayList<>();
    private final TwccRecorder arrivals = new TwccRecorder();
    private final RtcpWriter writer = new RtcpWriter();
    private final long[] missed = new long[1];
    private long reportNanos;
    private long missedSsrc;
    private long received;
    private long recorded;

    Guest(PeerId peer, Recording recording, long startNanos) {
        this.peer = peer;
        for (TrackSpec track : recording.tracks()) {
            tracks.add(renamed(track, new TrackId(TRACKS * peer.value() + tracks.size())));
        }
        this.player = new Player(recording, startNanos);
        this.reportNanos = startNanos + REPORT_NANOS;
    }

    /// Several play the same recording.
    private static TrackSpec renamed(TrackSpec track, TrackId id) {
        return new TrackSpec(
                id,
                track.kind(),
                track.source(),
                track.mid(),
                track.payloads(),
                track.extensions(),
                track.encodings(),
                track.muted());
    }

    PeerId peer() {
        return peer;
    }

    List<TrackSpec> tracks() {
        return tracks;
    }

    List<SlotSpec> slots(int pictures) {
        for (TrackSpec track : tracks) {
            int count = track.kind() == MediaKind.AUDIO ? VOICES : pictures;
            for (int i = 0; i < count; i++) {
                long ssrc = FIRST_SSRC + SSRCS * peer.value() + 2L * slots.size();
                slots.add(new SlotSpec(
                        "s" + slots.size(), track.kind(), i, ssrc, ssrc + 1, track.payloads(), track.extensions()));
            }
        }
        return slots;
    }

    List<Command.Wish> wishes(List<Guest> people) {
        List<Command.Wish> wishes = new ArrayList<>();
        for (Guest other : people) {
            for (TrackSpec track : other.tracks) {
                if (other != this && track.kind() == MediaKind.VIDEO) {
                    wishes.add(new Command.Wish(track.id(), SHOWN_HEIGHT * 16 / 9, SHOWN_HEIGHT));
                }
            }
        }
        return wishes;
    }

    void wanted(Event.LayersWanted event) {
        player.wanted((int) (event.track().value() % TRACKS), event.encodings());
    }

    /// While the engine works: counts, and notes what will be missing.
    void receive(OutboundRtp packet) {
        received++;
        if (received % MISSED == 0) {
            missedSsrc = BigEndian.u32(packet.head, SSRC);
            missed[0] = BigEndian.u16(packet.head, SEQUENCE);
        }
    }

    /// When it sends something again.
    long nextNanos(long nowNanos) {
        while (recorded < received) {
            recorded++;
            arrivals.arrived((int) recorded & 0xFFFF, nowNanos);
        }
        boolean answers = missedSsrc != 0 || arrivals.deadline() <= nowNanos || reportNanos <= nowNanos;
        return answers ? nowNanos : player.nextNanos();
    }

    void write(Packet packet, long nowNanos) {
        if (missedSsrc != 0) {
            request(packet);
        } else if (reportNanos <= nowNanos) {
            report(packet);
        } else if (arrivals.deadline() <= nowNanos) {
            packet.length(arrivals.write(
                    packet.bytes(), 0, peer.value(), slots.getFirst().ssrc()));
        } else {
            player.write(packet);
        }
    }

    private void request(Packet packet) {
        start(packet);
        writer.nack(peer.value(), missedSsrc, missed, 0, 1);
        missedSsrc = 0;
        packet.length(writer.length());
    }

    private void report(Packet packet) {
        start(packet);
        for (SlotSpec slot : slots) {
            writer.reportBlock(slot.ssrc(), 0, 0, received, 0, 0, 0);
        }
        writer.cname(peer.value(), CNAME);
        reportNanos += REPORT_NANOS;
        packet.length(writer.length());
    }

    private void start(Packet packet) {
        writer.start(packet.bytes(), 0, Packet.MAX_DATAGRAM);
        writer.receiverReport(peer.value());
    }
}
