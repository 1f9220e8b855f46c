package io.plenum.room;

import io.plenum.codec.Vp8Descriptor;
import io.plenum.core.Codec;
import io.plenum.core.Output;
import io.plenum.core.PayloadSpec;
import io.plenum.memory.Packet;
import io.plenum.receive.LayerRates;
import io.plenum.relay.RelayMessage;
import io.plenum.relay.RelayRing;
import io.plenum.relay.Shedding;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import io.plenum.send.PictureChange;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;

/// Writes what goes to other shards, and notes how the way there takes it. One for a whole shard.
final class RelayWriter {
    /// Of each encoding: how many spatial layers it has and whether they are linked in key pictures
    /// only, its highest temporal layer, the heights of its pictures, and what each of its layers takes.
    private static final int HEIGHTS = 2;

    private static final int RATES = HEIGHTS + Short.BYTES * Layer.MAX_SPATIAL_LAYERS;
    private static final int LADDER_ENTRY =
            RATES + Integer.BYTES * Layer.MAX_SPATIAL_LAYERS * LayerRates.MAX_TEMPORAL_LAYERS;

    private static final int LINKED_ON_KEY_ONLY = 0x80;

    private static final int PADDING_BIT = 0x20;
    private static final int MARKER_BIT = 0x80;

    private final RelayRoutes routes;
    private final Counters counters;
    private final RtpPacket rtp = new RtpPacket();
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final byte[] message = new byte[Packet.CAPACITY];

    RelayWriter(RelayRoutes routes, Counters counters) {
        this.routes = routes;
        this.counters = counters;
    }

    /// Everything that is queued.
    void media(RelayQueue queue, long nowNanos, Output out) {
        for (int i = 0; i < queue.size(); i++) {
            RelayedLayer layer = queue.layer(i);
            int length = copy(layer, queue.packet(i), queue.change(i));
            int whole = RelayMessage.close(
                    message,
                    length,
                    RelayMessage.MEDIA,
                    layer.leg().handle(),
                    layer.layer().index(),
                    queue.stream(i),
                    queue.sequence(i));
            boolean video = layer.layer().track().isVideo();
            if (!send(layer.leg().shard(), whole, !video, nowNanos, out)) {
                counters.count(video ? Counter.RELAY_SHED_VIDEO : Counter.RELAY_SHED_AUDIO);
                if (video) {
                    layer.cut();
                }
            }
        }
        queue.clear();
    }

    private int copy(RelayedLayer layer, Packet packet, int change) {
        System.arraycopy(packet.bytes(), 0, message, 0, packet.length());
        if (!rtp.wrap(message, 0, packet.length())) {
            throw new IllegalStateException("an unsound packet was queued");
        }
        if (PictureChange.isEmpty(change)) {
            message[0] &= ~PADDING_BIT;
            return rtp.headerLength();
        }
        if (PictureChange.marker(change)) {
            message[1] |= (byte) MARKER_BIT;
        }
        if (isVp8(layer) && vp8.wrap(message, rtp.payloadOffset(), rtp.payloadLength())) {
            vp8.putPictureId(message, rtp.payloadOffset(), PictureChange.pictureId(change));
            vp8.putTl0PicIdx(message, rtp.payloadOffset(), PictureChange.tl0(change));
        }
        return packet.length();
    }

    private boolean isVp8(RelayedLayer layer) {
        PayloadSpec payload = layer.layer().track().payloads().media(rtp.payloadType());
        return payload != null && payload.codec().family() == Codec.Family.VP8;
    }

    /// What the publisher's last report said of an encoding.
    void report(RelayedLayer layer, long nowNanos, Output out) {
        Layer of = layer.layer();
        BigEndian.put64(message, 0, of.reportNtp());
        BigEndian.put64(message, Long.BYTES, of.reportTimestamp());
        BigEndian.put64(message, 2 * Long.BYTES, nowNanos - of.reportedNanos());
        int length = RelayMessage.close(
                message,
                RelayMessage.REPORT_LENGTH,
                RelayMessage.REPORT,
                layer.leg().handle(),
                of.index(),
                layer.stream(),
                0);
        control(layer.leg().shard(), length, nowNanos, out);
    }

    /// What layers there are. It is told only once it has gone: who does not know that a layer has ended would wait
    /// for it.
    void ladder(RelayLeg leg, Track track, long nowNanos, Output out) {
        long flowing = leg.flowing(track);
        int at = 0;
        for (Layer layer : track.layers()) {
            BigEndian.put8(message, at, layer.spatialLayers() | (layer.linkedOnKeyOnly() ? LINKED_ON_KEY_ONLY : 0));
            BigEndian.put8(message, at + 1, layer.topTemporal());
            for (int spatial = 0; spatial < Layer.MAX_SPATIAL_LAYERS; spatial++) {
                BigEndian.put16(message, at + HEIGHTS + Short.BYTES * spatial, layer.height(spatial));
                writeRates(layer.rates(), spatial, at + rates(spatial));
            }
            at += LADDER_ENTRY;
        }
        int length = RelayMessage.close(message, at, RelayMessage.LADDER, leg.handle(), 0, 0, flowing);
        if (control(leg.shard(), length, nowNanos, out)) {
            leg.ladderTold(track.qualities().version(), flowing);
        }
    }

    private void writeRates(LayerRates rates, int spatial, int at) {
        for (int temporal = 0; temporal < LayerRates.MAX_TEMPORAL_LAYERS; temporal++) {
            long bits = Math.min(rates.bitsPerSecond(spatial, temporal), Integer.MAX_VALUE);
            BigEndian.put32(message, at + Integer.BYTES * temporal, bits);
        }
    }

    private static int rates(int spatial) {
        return RATES + Integer.BYTES * LayerRates.MAX_TEMPORAL_LAYERS * spatial;
    }

    /// Takes in what [#ladder] wrote. True when there are other layers than before; what they take
    /// changes all the time.
    static boolean readLadder(RelayMessage from, Track into, Mirror mirror) {
        int at = 0;
        boolean news = mirror.flowing(from.layers());
        for (Layer layer : into.layers()) {
            if (at + LADDER_ENTRY > from.contentLength()) {
                break;
            }
            byte[] bytes = from.bytes();
            int spatialLayers = BigEndian.u8(bytes, at);
            boolean linkedOnKeyOnly = (spatialLayers & LINKED_ON_KEY_ONLY) != 0;
            news |= layer.told(spatialLayers & ~LINKED_ON_KEY_ONLY, BigEndian.u8(bytes, at + 1), linkedOnKeyOnly);
            for (int spatial = 0; spatial < Layer.MAX_SPATIAL_LAYERS; spatial++) {
                news |= layer.toldHeight(spatial, BigEndian.u16(bytes, at + HEIGHTS + Short.BYTES * spatial));
                readRates(bytes, at + rates(spatial), layer.rates(), spatial);
            }
            at += LADDER_ENTRY;
        }
        return news;
    }

    private static void readRates(byte[] bytes, int at, LayerRates into, int spatial) {
        for (int temporal = 0; temporal < LayerRates.MAX_TEMPORAL_LAYERS; temporal++) {
            into.told(spatial, temporal, BigEndian.u32(bytes, at + Integer.BYTES * temporal));
        }
    }

    /// Which encodings of a track are watched here.
    void demand(Mirror mirror, Track track, long nowNanos, Output out) {
        request(mirror, track, RelayMessage.DEMAND, mirror.demand(), nowNanos, out);
    }

    void keyframe(Mirror mirror, Layer layer, long nowNanos, Output out) {
        request(mirror, layer.track(), RelayMessage.KEYFRAME, layer.index(), nowNanos, out);
    }

    private void request(Mirror mirror, Track track, int type, int encoding, long nowNanos, Output out) {
        BigEndian.put64(message, 0, track.owner().value());
        BigEndian.put64(message, Long.BYTES, track.id().value());
        int length = RelayMessage.close(message, RelayMessage.REQUEST_LENGTH, type, mirror.handle(), encoding, 0, 0);
        control(mirror.home(), length, nowNanos, out);
    }

    private boolean control(int shard, int length, long nowNanos, Output out) {
        boolean sent = send(shard, length, true, nowNanos, out);
        if (!sent) {
            counters.drop(DropReason.RELAY_FULL);
        }
        return sent;
    }

    private boolean send(int shard, int length, boolean reserved, long nowNanos, Output out) {
        int load = out.relay(shard, message, 0, length, reserved);
        Shedding shedding = routes.to(shard);
        if (load == RelayRing.REFUSED) {
            shedding.refused(nowNanos);
            return false;
        }
        shedding.loaded(load, nowNanos);
        counters.count(Counter.RELAY_OUT);
        return true;
    }
}
