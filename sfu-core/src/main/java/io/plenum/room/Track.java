package io.plenum.room;

import io.plenum.allocate.Ladder;
import io.plenum.allocate.Rung;
import io.plenum.core.HeaderExtension;
import io.plenum.core.LayerId;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.memory.TimerQueue;
import io.plenum.receive.FlowWatch;
import io.plenum.send.PublisherClock;
import io.plenum.speaker.Voice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One published source: its layers, and the slots it plays in.
final class Track {
    /// Long enough for an encoder that pauses while it changes its resolution.
    private static final long VIDEO_STALL_NANOS = 2_000_000_000L;

    /// Opus in discontinuous transmission sends one packet in 400 ms at most; some senders stop altogether in
    /// silence, and look stalled only then.
    private static final long AUDIO_STALL_NANOS = 5_000_000_000L;

    /// What a microphone stands for that never says how loud it is: quiet, but not silent.
    static final int UNKNOWN_LEVEL = 50;

    private final Participant sender;
    private final TrackSpec spec;
    private final byte[] mid;
    private final PayloadTable payloads;
    private final Set<String> codecs;
    private final int audioLevelId;
    private final int descriptorId;
    private final List<Layer> layers = new ArrayList<>();
    private final FlowWatch flow;
    private final List<Slot> slots = new ArrayList<>();
    private final List<RelayLeg> legs = new ArrayList<>();
    private @Nullable Mirror mirror;
    private List<Rung> ladder = List.of();
    private int ladderVersion;
    private @Nullable Voice voice;
    private boolean muted;
    private boolean flowing;
    private boolean stalled;
    private long lastArrival;

    Track(Participant sender, TrackSpec spec) {
        PublisherClock clock = sender.publisher().clock();
        this.sender = sender;
        this.spec = spec;
        this.mid = spec.mid().getBytes(StandardCharsets.US_ASCII);
        this.payloads = new PayloadTable(spec.payloads());
        this.codecs =
                spec.payloads().stream().map(payload -> payload.codec().key()).collect(Collectors.toUnmodifiableSet());
        this.audioLevelId = spec.extensions().id(HeaderExtension.AUDIO_LEVEL);
        this.descriptorId = spec.extensions().id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        this.muted = spec.muted();
        spec.encodings().forEach(encoding -> layers.add(new Layer(this, layers.size(), encoding, clock)));
        this.flow = new FlowWatch(layers.size() * Layer.MAX_SPATIAL_LAYERS);
    }

    TrackId id() {
        return spec.id();
    }

    Participant sender() {
        return sender;
    }

    PeerId owner() {
        return sender.id();
    }

    long csrc() {
        return sender.csrc();
    }

    TrackSpec spec() {
        return spec;
    }

    boolean isVideo() {
        return spec.kind() == MediaKind.VIDEO;
    }

    byte[] mid() {
        return mid;
    }

    PayloadTable payloads() {
        return payloads;
    }

    SlotAssignment.Candidate candidate() {
        return new SlotAssignment.Candidate(spec.id(), owner(), spec.kind(), spec.source(), codecs);
    }

    /// Whether a new description differs in nothing but the mute.
    boolean isAsDescribed(TrackSpec other) {
        return spec.equals(new TrackSpec(
                other.id(),
                other.kind(),
                other.source(),
                other.mid(),
                other.payloads(),
                other.extensions(),
                other.encodings(),
                spec.muted()));
    }

    /// 0 when levels were not agreed on.
    int audioLevelId() {
        return audioLevelId;
    }

    /// The number of the dependency descriptor; 0 when it was not agreed on.
    int descriptorId() {
        return descriptorId;
    }

    List<Layer> layers() {
        return layers;
    }

    /// Notes what a packet says about the layers. True when there are others to choose from than before.
    boolean tellsNews(ReceivedPacket received, long nowNanos) {
        if (!isVideo() || !received.hasMedia()) {
            return false;
        }
        Layer layer = received.layer();
        boolean news =
                flow.arrived(unit(layer, received.spatial()), received.rtp().timestamp(), nowNanos);
        news |= layer.learn(received);
        if (received.startsHere()) {
            news |= announce(layer, received.spatialLayers(), nowNanos);
        }
        if (news) {
            changeLadder();
        }
        return news;
    }

    private boolean announce(Layer layer, int spatialLayers, long nowNanos) {
        boolean news = false;
        for (int spatial = 1; spatial < spatialLayers; spatial++) {
            news |= flow.announced(unit(layer, spatial), nowNanos);
        }
        return news;
    }

    void restarted(Layer layer) {
        for (int spatial = 0; spatial < Layer.MAX_SPATIAL_LAYERS; spatial++) {
            flow.restarted(unit(layer, spatial));
        }
    }

    private static int unit(Layer layer, int spatial) {
        return layer.index() * Layer.MAX_SPATIAL_LAYERS + spatial;
    }

    /// Its qualities, lowest first.
    List<Rung> ladder() {
        if (ladder.isEmpty()) {
            ladder = newLadder();
        }
        return ladder;
    }

    private List<Rung> newLadder() {
        int[] heights = layers.stream()
                .mapToInt(layer -> layer.height(layer.spatialLayers() - 1))
                .toArray();
        Ladder.assume(heights);
        List<Rung> rungs = new ArrayList<>();
        for (Layer layer : layers) {
            int[] spatial = new int[layer.spatialLayers()];
            for (int i = 0; i < spatial.length; i++) {
                spatial[i] = layer.height(i);
            }
            spatial[spatial.length - 1] = heights[layer.index()];
            Ladder.assume(spatial);
            for (int i = 0; i < spatial.length; i++) {
                LayerId id = new LayerId(layer.index(), i, layer.topTemporal());
                rungs.add(new Rung(id, spatial[i], flows(layer, i)));
            }
        }
        return List.copyOf(rungs);
    }

    /// Of what is received elsewhere, only the layers that are watched here come here: what of the others
    /// flows, the other shard tells.
    private boolean flows(Layer layer, int spatial) {
        Mirror of = mirror;
        if (of == null) {
            return flow.flows(unit(layer, spatial));
        }
        return of.flows(layer.index()) && (spatial == 0 || flow.flows(unit(layer, spatial)));
    }

    /// A bit for each encoding of which anything flows.
    int flowing() {
        List<Rung> rungs = ladder();
        int flowing = 0;
        for (int i = 0; i < rungs.size(); i++) {
            flowing |= rungs.get(i).flows() ? 1 << rungs.get(i).id().encoding() : 0;
        }
        return flowing;
    }

    /// What the ladder is made of is not what it was.
    void changeLadder() {
        ladder = List.of();
        ladderVersion++;
    }

    /// Another one for each ladder.
    int ladderVersion() {
        return ladderVersion;
    }

    /// Where it plays.
    List<Slot> slots() {
        return slots;
    }

    /// The other shards on which it plays.
    List<RelayLeg> legs() {
        return legs;
    }

    /// A bit for each encoding that is watched on other shards.
    int relayDemand() {
        int demand = 0;
        for (int i = 0; i < legs.size(); i++) {
            demand |= legs.get(i).demand();
        }
        return demand;
    }

    /// Null for what is received on this shard.
    @Nullable
    Mirror mirror() {
        return mirror;
    }

    void mirror(Mirror of) {
        mirror = of;
    }

    /// Null for video, and while it is muted.
    @Nullable
    Voice voice() {
        return voice;
    }

    void voice(@Nullable Voice value) {
        voice = value;
    }

    boolean muted() {
        return muted;
    }

    /// A muted track may be silent without being called stalled.
    void mute(boolean value) {
        muted = value;
        flowing = false;
        stalled = false;
    }

    /// The clock rate of the payload that is preferred; all of a track have the same in practice.
    int clockRate() {
        List<PayloadSpec> all = spec.payloads();
        return all.isEmpty() ? 1 : all.getFirst().codec().clockRate();
    }

    /// True when packets come again after a stall.
    boolean arrived(long nowNanos) {
        lastArrival = nowNanos;
        boolean returned = stalled;
        flowing = !muted;
        stalled = false;
        return returned;
    }

    /// True when packets have stopped coming.
    boolean stalls(long nowNanos) {
        if (nowNanos < stallDeadline()) {
            return false;
        }
        flowing = false;
        stalled = true;
        return true;
    }

    long stallDeadline() {
        return flowing ? lastArrival + (isVideo() ? VIDEO_STALL_NANOS : AUDIO_STALL_NANOS) : TimerQueue.NEVER;
    }

    void close() {
        layers.forEach(layer -> layer.history().clear());
    }
}
