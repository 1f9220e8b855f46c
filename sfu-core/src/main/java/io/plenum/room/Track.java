package io.plenum.room;

import io.plenum.allocate.Assumed;
import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.memory.TimerQueue;
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
    private final TrackLayers qualities;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Slot> leavers = new ArrayList<>();
    private final List<RelayLeg> legs = new ArrayList<>();
    private @Nullable Mirror mirror;
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
        this.qualities = new TrackLayers(layers);
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
        if (!received.hasMedia()) {
            return false;
        }
        if (!isVideo()) {
            received.layer().rates().arrived(0, 0, received.packet().length(), nowNanos);
            return false;
        }
        return qualities.arrived(received, nowNanos);
    }

    /// What a voice takes.
    long bitsPerSecond() {
        long measured = layers.getFirst().bitsPerSecond();
        return measured > 0 ? measured : Assumed.VOICE_BITS_PER_SECOND;
    }

    TrackLayers qualities() {
        return qualities;
    }

    /// Where it plays.
    List<Slot> slots() {
        return slots;
    }

    /// Where it played until a moment ago.
    List<Slot> leavers() {
        return leavers;
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
        qualities.mirror(of);
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

    /// Others than before watch its layers.
    void watchedAnew() {
        qualities.demand().changed();
        sender.publisher().watchedAnew();
    }

    /// When to look again which of its layers are watched.
    long demandDeadline() {
        return isVideo() ? qualities.demand().deadline() : TimerQueue.NEVER;
    }

    /// Nobody watched it so far; it may take a moment to begin again.
    void resumes() {
        flowing = false;
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
        if (!flowing && !muted) {
            flowing = true;
            sender.publisher().look();
        }
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

    /// What nobody watches may stop.
    long stallDeadline() {
        return flowing && !qualities.demand().isPaused()
                ? lastArrival + (isVideo() ? VIDEO_STALL_NANOS : AUDIO_STALL_NANOS)
                : TimerQueue.NEVER;
    }

    void close() {
        List.copyOf(leavers).forEach(Slot::forgetLeft);
        layers.forEach(layer -> layer.history().clear());
    }

    /// The same after a bug.
    void abandon(Salvage salvage) {
        for (Layer layer : layers) {
            salvage.empty(layer.history()::clear, layer.history()::size);
        }
    }
}
