package io.plenum.room;

import io.plenum.codec.DependencyStructure;
import io.plenum.core.Codec;
import io.plenum.core.EncodingSpec;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.receive.KeyframeRequester;
import io.plenum.receive.LayerRates;
import io.plenum.receive.ReceiveStream;
import io.plenum.send.PacketHistory;
import io.plenum.send.PublisherClock;
import io.plenum.send.StreamClock;
import org.jspecify.annotations.Nullable;

/// One encoding of a track, as it arrives: its stream, its last packets, its need for key frames.
final class Layer {
    /// What scalable codecs are used with at most; the dependency descriptor has room for no more.
    static final int MAX_SPATIAL_LAYERS = 4;

    private final Track track;
    private final int index;
    private final EncodingSpec spec;
    private final PacketHistory history;
    private final StreamClock clock;
    private final KeyframeRequester keyframes = new KeyframeRequester();
    private final LayerRates rates = new LayerRates(MAX_SPATIAL_LAYERS);
    private @Nullable Inbound media;
    private @Nullable Inbound repair;
    private @Nullable ReceiveStream stream;
    private Codec.Family family = Codec.Family.OPAQUE;
    private @Nullable DependencyStructure structure;
    private long structureSequence;
    private long highestSequence = -1;
    private long highestTimestamp;
    private long sequenceBase;
    private int incarnation;
    private final int[] heights = new int[MAX_SPATIAL_LAYERS];
    private int spatialLayers = 1;
    private int topTemporal;
    private boolean linkedOnKeyOnly;
    private int firSequence;
    private long keyFrameTimestamp = -1;
    private long lastArrival = Long.MIN_VALUE / 2;
    private long reportNtp;
    private long reportTimestamp;
    private long reportedNanos;
    private int reports;
    private int relayedStream;

    Layer(Track track, int index, EncodingSpec spec, PublisherClock publisherClock) {
        boolean video = track.spec().kind() == MediaKind.VIDEO;
        this.track = track;
        this.index = index;
        this.spec = spec;
        this.history = new PacketHistory(video ? PacketHistory.VIDEO_PACKETS : PacketHistory.AUDIO_PACKETS);
        this.clock = new StreamClock(publisherClock, track.clockRate());
    }

    Track track() {
        return track;
    }

    int index() {
        return index;
    }

    EncodingSpec spec() {
        return spec;
    }

    PacketHistory history() {
        return history;
    }

    StreamClock clock() {
        return clock;
    }

    KeyframeRequester keyframes() {
        return keyframes;
    }

    /// A report of the publisher about this layer was sent at this time.
    void reported(long ntp, long timestamp, long atNanos) {
        clock.reported(ntp, timestamp, atNanos);
        reportNtp = ntp;
        reportTimestamp = timestamp;
        reportedNanos = atNanos;
        reports++;
    }

    /// How many reports there were; the last one is told by the three below.
    int reports() {
        return reports;
    }

    long reportNtp() {
        return reportNtp;
    }

    long reportTimestamp() {
        return reportTimestamp;
    }

    long reportedNanos() {
        return reportedNanos;
    }

    LayerRates rates() {
        return rates;
    }

    /// Null before the first packet.
    @Nullable
    ReceiveStream stream() {
        return stream;
    }

    /// How often the stream began anew: what comes after does not continue what came before.
    int incarnation() {
        return incarnation;
    }

    /// FIR numbers its requests, so that a repeated one is known as such (RFC 5104 §4.3.1).
    int nextFirSequence() {
        firSequence = (firSequence + 1) & 0xFF;
        return firSequence;
    }

    long lastArrival() {
        return lastArrival;
    }

    @Nullable
    Inbound inbound(boolean forRepair) {
        return forRepair ? repair : media;
    }

    /// From now on this SSRC is the layer's.
    void latch(Inbound inbound) {
        if (inbound.repair()) {
            repair = inbound;
            return;
        }
        media = inbound;
        sequenceBase = stream == null ? 0 : stream.nextBase();
        stream = null;
        restarted();
    }

    /// What its packets carry at present.
    Codec.Family family() {
        return family;
    }

    /// A receiver cannot go on, or begin, without a key frame. Audio has none.
    void wantKeyframe() {
        if (track.isVideo()) {
            keyframes.want();
            track.sender().publisher().look();
        }
    }

    /// The stream that packets of this SSRC belong to; the first packet opens it.
    ReceiveStream open(Inbound inbound, PayloadSpec payload) {
        family = payload.codec().family();
        ReceiveStream opened = stream;
        if (opened == null) {
            boolean nack = payload.feedback().contains(PayloadSpec.Feedback.NACK);
            opened = new ReceiveStream(inbound.ssrc(), payload.codec().clockRate(), nack, sequenceBase);
            stream = opened;
            track.sender().publisher().look(); // a key frame may be waited for
        }
        return opened;
    }

    /// The same for packets that another shard has put in order.
    ///
    /// @param number of their stream: with another one they continue nothing
    void relayed(PayloadSpec payload, int number) {
        family = payload.codec().family();
        if (number != relayedStream) {
            relayedStream = number;
            restarted();
        }
    }

    void restarted() {
        incarnation++;
        structure = null;
        track.qualities().restarted(this);
        clock.forget();
        history.clear();
    }

    /// What its dependency descriptors refer to; null before the first key frame, and where there are none.
    @Nullable
    DependencyStructure structure() {
        return structure;
    }

    /// A key frame's packet brought a structure; one that comes late does not replace a newer one.
    void structured(@Nullable DependencyStructure fresh, long sequence) {
        if (structure == null || sequence > structureSequence) {
            structure = fresh;
            structureSequence = sequence;
        }
    }

    /// A packet came, in its turn or late.
    void placed(long sequence, long timestamp) {
        if (sequence > highestSequence) {
            highestSequence = sequence;
            highestTimestamp = timestamp;
        }
    }

    /// Whether the packet before this one is known to be of another picture.
    boolean beginsPicture(long sequence, long timestamp) {
        return sequence == highestSequence + 1 && timestamp != highestTimestamp;
    }

    /// True the first time: parameter sets and each slice of a key frame may all look like its start.
    boolean keyFrameAt(long timestamp) {
        boolean fresh = timestamp != keyFrameTimestamp;
        keyFrameTimestamp = timestamp;
        return fresh;
    }

    /// The most there were: that the publisher sends fewer now is another matter.
    int spatialLayers() {
        return spatialLayers;
    }

    /// 0 before a key frame that says it.
    int height(int spatial) {
        return heights[spatial];
    }

    /// Of the largest picture in it.
    int topHeight() {
        return heights[spatialLayers - 1];
    }

    /// All of it.
    long bitsPerSecond() {
        return bitsPerSecond(spatialLayers - 1, topTemporal);
    }

    /// A picture with all that it needs: the slower layers, and the smaller ones unless those are of use
    /// in key pictures only. 0 before it was measured.
    long bitsPerSecond(int spatial, int temporal) {
        long bits = 0;
        for (int below = linkedOnKeyOnly ? spatial : 0; below <= spatial; below++) {
            for (int slower = 0; slower <= Math.min(temporal, LayerRates.MAX_TEMPORAL_LAYERS - 1); slower++) {
                bits += rates.bitsPerSecond(below, slower);
            }
        }
        return bits;
    }

    /// The highest temporal layer seen.
    int topTemporal() {
        return topTemporal;
    }

    /// Notes what a packet says about the layers inside the stream. True when that is new.
    boolean learn(ReceivedPacket received) {
        boolean news = received.temporal() > topTemporal;
        topTemporal = Math.max(topTemporal, received.temporal());
        linkedOnKeyOnly = received.linkedOnKeyOnly(linkedOnKeyOnly);
        if (!received.startsHere()) {
            return news;
        }
        news |= received.spatialLayers() > spatialLayers;
        spatialLayers = Math.max(spatialLayers, received.spatialLayers());
        for (int spatial = 0; spatial < received.spatialLayers(); spatial++) {
            int height = received.height(spatial);
            news |= height > 0 && height != heights[spatial];
            heights[spatial] = height > 0 ? height : heights[spatial];
        }
        return news;
    }

    /// Whether its spatial layers refer to each other in key pictures only.
    boolean linkedOnKeyOnly() {
        return linkedOnKeyOnly;
    }

    /// What the shard that receives the layer knows about it. True when that is news.
    boolean told(int spatial, int temporal, boolean linked) {
        boolean news = spatial > spatialLayers || temporal > topTemporal || linked != linkedOnKeyOnly;
        spatialLayers = Math.clamp(spatial, spatialLayers, MAX_SPATIAL_LAYERS);
        topTemporal = Math.max(topTemporal, temporal);
        linkedOnKeyOnly = linked;
        return news;
    }

    /// The same of one of its pictures.
    boolean toldHeight(int spatial, int height) {
        boolean news = height > 0 && height != heights[spatial];
        heights[spatial] = height > 0 ? height : heights[spatial];
        return news;
    }

    void arrived(long nowNanos) {
        lastArrival = nowNanos;
    }
}
