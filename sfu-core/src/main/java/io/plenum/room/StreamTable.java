package io.plenum.room;

import io.plenum.core.EncodingSpec;
import io.plenum.core.ExtensionMap;
import io.plenum.core.HeaderExtension;
import io.plenum.memory.IntTable;
import io.plenum.rtp.RtpPacket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which SSRC of a publisher carries which layer (RFC 8843 §9.2).
///
/// SDP may have named it; else the first packet tells by its mid and rid extensions, or by a payload type that only one
/// track has. A layer has one SSRC and one for retransmissions, so the table cannot grow with what is sent.
final class StreamTable {
    /// A layer that still flows keeps its SSRC: two senders for one layer are a mistake or an attack, and changing
    /// back and forth with each packet would cost far more than the packet. Encoders that restart pause for longer.
    private static final long LATCHED_NANOS = 500_000_000L;

    private final IntTable<Inbound> bySsrc = new IntTable<>();

    /// Null when nothing is known of the SSRC (a hot path: no Optional).
    @Nullable
    Inbound find(long ssrc) {
        return bySsrc.get((int) ssrc);
    }

    int size() {
        return bySsrc.size();
    }

    /// SSRCs that SDP names are known before their first packet.
    void declare(Track track) {
        for (Layer layer : track.layers()) {
            layer.spec().ssrc().ifPresent(ssrc -> put(new Inbound(layer, ssrc, false)));
            layer.spec().rtxSsrc().ifPresent(ssrc -> put(new Inbound(layer, ssrc, true)));
        }
    }

    void remove(Track track) {
        for (Layer layer : track.layers()) {
            forget(layer.inbound(false));
            forget(layer.inbound(true));
        }
    }

    /// Finds out what an unknown SSRC carries; null when its packet does not tell.
    @Nullable
    Inbound latch(RtpPacket rtp, List<Track> tracks, long nowNanos) {
        Track track = trackOf(rtp, tracks);
        if (track == null) {
            return null;
        }
        boolean repair = track.payloads().repair(rtp.payloadType()) != null;
        Layer layer = layerOf(rtp, track, repair);
        if (layer == null || isLatched(layer, repair, nowNanos)) {
            return null;
        }
        Inbound inbound = new Inbound(layer, rtp.ssrc(), repair);
        put(inbound);
        return inbound;
    }

    private static boolean isLatched(Layer layer, boolean repair, long nowNanos) {
        return layer.inbound(repair) != null && nowNanos - layer.lastArrival() < LATCHED_NANOS;
    }

    private void put(Inbound inbound) {
        forget(inbound.layer().inbound(inbound.repair()));
        inbound.layer().latch(inbound);
        bySsrc.put((int) inbound.ssrc(), inbound);
    }

    private void forget(@Nullable Inbound inbound) {
        if (inbound != null && inbound.equals(bySsrc.get((int) inbound.ssrc()))) {
            bySsrc.remove((int) inbound.ssrc());
        }
    }

    private static @Nullable Track trackOf(RtpPacket rtp, List<Track> tracks) {
        boolean named = false;
        for (Track track : tracks) {
            int at = track.spec().extensions().id(HeaderExtension.MID);
            int offset = at == 0 ? -1 : rtp.extensionOffset(at);
            named |= offset >= 0;
            if (offset >= 0 && carries(rtp, at, track.mid())) {
                return track;
            }
        }
        return named ? null : onlyTrackWith(rtp.payloadType(), tracks);
    }

    private static @Nullable Track onlyTrackWith(int payloadType, List<Track> tracks) {
        Track only = null;
        for (Track track : tracks) {
            if (track.payloads().knows(payloadType)) {
                if (only != null) {
                    return null;
                }
                only = track;
            }
        }
        return only;
    }

    private static @Nullable Layer layerOf(RtpPacket rtp, Track track, boolean repair) {
        ExtensionMap extensions = track.spec().extensions();
        int id = extensions.id(repair ? HeaderExtension.REPAIRED_RID : HeaderExtension.RID);
        if (id != 0 && rtp.extensionOffset(id) >= 0) {
            for (Layer layer : track.layers()) {
                if (carries(rtp, id, rid(layer.spec()))) {
                    return layer;
                }
            }
        }
        return track.layers().size() == 1 ? track.layers().getFirst() : null;
    }

    private static byte[] rid(EncodingSpec encoding) {
        return encoding.rid().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean carries(RtpPacket rtp, int id, byte[] value) {
        int offset = rtp.extensionOffset(id);
        int length = rtp.extensionLength(id);
        return Arrays.equals(rtp.bytes(), offset, offset + length, value, 0, value.length);
    }
}
