package io.plenum.room;

import io.plenum.allocate.Claim;
import io.plenum.allocate.Ladder;
import io.plenum.codec.Vp8Descriptor;
import io.plenum.codec.Vp9Descriptor;
import io.plenum.core.Codec;
import io.plenum.core.Command.Wish;
import io.plenum.core.LayerId;
import io.plenum.core.LayerReason;
import io.plenum.core.LayerStatus;
import io.plenum.core.PayloadSpec;
import io.plenum.core.SlotSpec;
import io.plenum.core.SlotStatus;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import io.plenum.forward.FrameNumberRewriter;
import io.plenum.forward.LayerSelector;
import io.plenum.forward.PictureIdRewriter;
import io.plenum.forward.SequenceRewriter;
import io.plenum.forward.TimestampRewriter;
import io.plenum.forward.Verdict;
import io.plenum.send.PictureChange;
import io.plenum.send.SendStream;
import io.plenum.send.Splice;
import io.plenum.send.SplitMix64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One m-line of a subscriber: what plays in it, and how that is made to look like one stream without a seam.
final class Slot {
    /// Players that get two frames with one timestamp take them for one.
    private static final int MIN_VIDEO_FRAMES_PER_SECOND = 1_000;

    /// Opus packets of browsers last 20 ms: the next one must not overlap the last.
    private static final int AUDIO_PACKETS_PER_SECOND = 50;

    /// What still plays while a key frame is waited for may take so much of what the slot is to have: a quarter more
    /// for the fifth of a second that it usually takes makes a queue of 50 ms.
    private static final int BRIDGE_PERCENT = 125;

    private static final int PICTURE_ID_BITS = 12;
    private static final int TL0_BITS = 6;
    private static final int TIMESTAMP_BITS = 30;

    private final Participant participant;
    private final SlotSpec spec;
    private final Set<String> codecs;
    private final SendStream stream;
    private final LayerSelector selector = new LayerSelector();
    private final SequenceRewriter sequences;
    private final TimestampRewriter timestamps;
    private final PictureIdRewriter pictures;
    private final FrameNumberRewriter frames;

    private final SubLayers inside = new SubLayers();
    private final Claim claim = new Claim();
    private @Nullable Track track;
    private @Nullable Track toldTrack;
    private int toldDemand;
    private int toldWanted;
    private int toldAimed;
    private int toldSent;
    private LayerReason toldReason = LayerReason.NOTHING_TO_PLAY;
    private @Nullable Splice splice;
    private int incarnation;
    private boolean primaryOnly;
    private int sourcePayloadType;
    private boolean reportWanted;
    /// Its source began anew, with something else than a key frame.
    private boolean beginsAnew;
    private boolean active;

    Slot(Participant participant, SlotSpec spec, SplitMix64 numbers) {
        this.participant = participant;
        this.spec = spec;
        this.codecs =
                spec.payloads().stream().map(payload -> payload.codec().key()).collect(Collectors.toUnmodifiableSet());
        this.stream = new SendStream(spec, numbers);
        this.sequences = new SequenceRewriter(stream.firstSequence());
        this.timestamps = new TimestampRewriter(numbers.bits(TIMESTAMP_BITS));
        this.pictures = new PictureIdRewriter(numbers.bits(PICTURE_ID_BITS), numbers.bits(TL0_BITS));
        this.frames = new FrameNumberRewriter(numbers.bits(PICTURE_ID_BITS));
    }

    Participant participant() {
        return participant;
    }

    SlotSpec spec() {
        return spec;
    }

    Set<String> codecs() {
        return codecs;
    }

    SendStream stream() {
        return stream;
    }

    @Nullable
    Track track() {
        return track;
    }

    Optional<TrackId> playing() {
        return Optional.ofNullable(track).map(Track::id);
    }

    /// From now on this track plays here, or nothing does. What played before stops at once.
    void play(@Nullable Track next) {
        discardQueued();
        track = next;
        splice = null;
        reportWanted = false;
        claim.restart();
        selector.restart(next == null || next.isVideo() ? LayerSelector.NONE : 0);
    }

    private void discardQueued() {
        participant.subscriber().downlink().queue().hollow(stream);
    }

    /// What it asks of its subscriber's link, of what there is now.
    Claim offer() {
        claim.offer(track == null ? Ladder.EMPTY : track.qualities().ladder());
        return claim;
    }

    /// Its viewer shows it like this.
    void show(Wish wish) {
        boolean screen = track != null && track.spec().source() == TrackSource.SCREEN;
        claim.show(wish.width() <= 0 ? 0 : wish.height(), wish.framesPerSecond(), wish.importance(), screen);
    }

    /// Whether its viewer has anything to look at here.
    boolean isShown() {
        return track != null && claim.shown();
    }

    /// -1 for none.
    int aimedEncoding() {
        return claim.aimed().encoding();
    }

    /// -1 for none.
    int playingEncoding() {
        return selector.current();
    }

    /// What it would watch if the publisher sent it, which may do so again by itself; -1 for none.
    int missedEncoding() {
        return claim.reason() == LayerReason.PUBLISHER_DOES_NOT_SEND
                ? claim.wanted().encoding()
                : LayerSelector.NONE;
    }

    /// True when it watches other encodings than at the last call.
    boolean takeDemandChange() {
        int missed = (missedEncoding() + 1) << (2 * Byte.SIZE);
        int encodings = missed + ((aimedEncoding() + 1) << Byte.SIZE) + playingEncoding() + 1;
        int demand = isShown() ? encodings : -1 - encodings;
        boolean changed = demand != toldDemand;
        toldDemand = demand;
        return changed;
    }

    /// Goes for the layer that the claim was given.
    void aim() {
        Track playing = track;
        LayerId aimed = claim.aimed();
        if (playing == null || !playing.isVideo()) {
            return;
        }
        if (aimed.equals(LayerId.NONE)) {
            selector.restart(LayerSelector.NONE);
            return;
        }
        selector.aim(aimed.encoding());
        if (selector.current() == LayerSelector.NONE || selector.current() == aimed.encoding()) {
            inside.aim(aimed.spatial(), aimed.temporal());
        }
        if (selector.current() != LayerSelector.NONE && claim.isLimited()) {
            bridge(playing.qualities().ladder());
        }
    }

    /// The link carries what is aimed at, not what still plays until a key frame comes: that goes on in a slower
    /// layer that fits, or, if none does, not at all. A picture that stands for a moment is better than a queue
    /// in which everything else must wait.
    private void bridge(Ladder ladder) {
        LayerId sent = inside.current(selector.current());
        LayerId aimed = claim.aimed();
        boolean another = sent.encoding() != aimed.encoding();
        if (!another && !(sent.spatial() > aimed.spatial() && inside.waiting())) {
            return;
        }
        int temporal = ladder.temporalWithin(sent, claim.bitsPerSecond() * BRIDGE_PERCENT / 100);
        if (temporal == Ladder.NOTHING) {
            selector.leave();
            discardQueued();
            inside.aim(aimed.spatial(), aimed.temporal());
        } else if (another) {
            inside.aim(sent.spatial(), Math.min(temporal, sent.temporal()));
        }
    }

    /// What it shows and why.
    SlotStatus status() {
        return new SlotStatus(
                spec.mid(),
                playing(),
                claim.shownHeight(),
                figures(claim.wanted()),
                figures(claim.aimed()),
                figures(sent()),
                reason());
    }

    private LayerId sent() {
        return plays() ? inside.current(selector.current()) : LayerId.NONE;
    }

    private boolean plays() {
        return selector.current() != LayerSelector.NONE;
    }

    private LayerReason reason() {
        LayerId aimed = claim.aimed();
        boolean waits = plays()
                ? selector.current() != aimed.encoding() || inside.spatial() != aimed.spatial()
                : !aimed.equals(LayerId.NONE);
        return waits ? LayerReason.WAITING_FOR_KEY_FRAME : claim.reason();
    }

    private LayerStatus figures(LayerId id) {
        Track playing = track;
        if (playing == null || id.equals(LayerId.NONE)) {
            return LayerStatus.NONE;
        }
        Ladder ladder = playing.qualities().ladder();
        int step = ladder.find(id);
        return step == Ladder.NOTHING
                ? new LayerStatus(id, 0, 0)
                : new LayerStatus(id, ladder.rung(step).height(), ladder.bitsPerSecond(step));
    }

    /// True when what it shows, or why, is not what it was at the last call.
    boolean takeNews() {
        int aimed = number(claim.aimed());
        int sent = plays() ? number(selector.current(), inside.spatial(), inside.temporal()) : number(LayerId.NONE);
        int wanted = number(claim.wanted());
        LayerReason reason = reason();
        boolean news = track != toldTrack
                || wanted != toldWanted
                || aimed != toldAimed
                || sent != toldSent
                || reason != toldReason;
        toldTrack = track;
        toldWanted = wanted;
        toldAimed = aimed;
        toldSent = sent;
        toldReason = reason;
        return news;
    }

    private static int number(LayerId id) {
        return number(id.encoding(), id.spatial(), id.temporal());
    }

    private static int number(int encoding, int spatial, int temporal) {
        return (encoding << (2 * Byte.SIZE)) + (spatial << Byte.SIZE) + temporal;
    }

    /// The layer whose key frame this slot waits for; null when it waits for none.
    @Nullable
    Layer awaited() {
        Track playing = track;
        boolean waits = playing != null && playing.isVideo() && (selector.waiting() || inside.waiting());
        waits &= selector.target() != LayerSelector.NONE;
        return waits && playing != null ? playing.layers().get(selector.target()) : null;
    }

    /// Whether it has turned out that only a key frame brings the layer that is aimed at; said once.
    boolean takeNeed() {
        boolean result = inside.takeNeed() || beginsAnew;
        beginsAnew = false;
        return result;
    }

    /// The layer that a picture lost by the subscriber's decoder would come from; null when nothing plays.
    @Nullable
    Layer shown() {
        Track playing = track;
        if (playing == null || !playing.isVideo()) {
            return null;
        }
        int layer = selector.waiting() ? selector.target() : selector.current();
        return layer == LayerSelector.NONE ? null : playing.layers().get(layer);
    }

    /// Decides about a packet of the track that plays here, and queues it if it goes on.
    Verdict forward(ReceivedPacket received, long nowNanos) {
        if (!participant.connected()) {
            return Verdict.DROP;
        }
        if (continuesNothing(received)) {
            selector.restart(selector.target());
            beginsAnew = received.layer().track().isVideo() && !received.startsHere();
        }
        Verdict verdict = selector.select(received.layer().index(), isBelowTarget(received), received.startsHere());
        return switch (verdict) {
            case DROP -> Verdict.DROP;
            case FORWARD -> pass(received, nowNanos);
            case SWITCH -> join(received, nowNanos);
        };
    }

    private boolean isBelowTarget(ReceivedPacket received) {
        return isBelow(selector.target(), received);
    }

    private static boolean isBelow(int layer, ReceivedPacket received) {
        TrackLayers of = received.layer().track().qualities();
        return layer != LayerSelector.NONE && of.rank(received.layer().index()) < of.rank(layer);
    }

    /// The sender of the current layer began anew, or changed its codec.
    private boolean continuesNothing(ReceivedPacket received) {
        return splice != null
                && received.layer().index() == selector.current()
                && (received.layer().incarnation() != incarnation
                        || (received.hasMedia() && received.rtp().payloadType() != sourcePayloadType));
    }

    private Verdict join(ReceivedPacket received, long nowNanos) {
        PayloadSpec payload = outgoing(received);
        if (payload == null) {
            return Verdict.DROP;
        }
        Codec codec = received.payload().codec();
        boolean audio = !received.layer().track().isVideo();
        int rate = audio ? AUDIO_PACKETS_PER_SECOND : MIN_VIDEO_FRAMES_PER_SECOND;
        // The link is too narrow for what waits: the smaller picture is not to wait behind it.
        if (isBelow(selector.current(), received) && claim.isLimited()) {
            discardQueued();
        }
        sequences.join(received.sequence());
        joinTimestamps(received, codec.clockRate(), codec.clockRate() / rate, nowNanos);
        joinPictures(received);
        selector.switched(received.layer().index());
        incarnation = received.layer().incarnation();
        sourcePayloadType = received.rtp().payloadType();
        splice = spliceOf(received, payload);
        primaryOnly = payload.codec().family() != received.family();
        reportWanted = true;
        inside.aim(claim.aimed().spatial(), claim.aimed().temporal());
        inside.restart(received);
        int change = audio ? PictureChange.withMarker(PictureChange.NONE) : PictureChange.NONE;
        send(received, marked(received, change), nowNanos);
        return Verdict.SWITCH;
    }

    /// Layers of one track show the same moments, each on a clock of its own.
    private void joinTimestamps(ReceivedPacket received, int clockRate, int minimum, long nowNanos) {
        Splice before = splice;
        Layer layer = received.layer();
        long timestamp = received.rtp().timestamp();
        boolean sameTrack = before != null && before.csrc() == layer.track().csrc() && before.clock() != layer.clock();
        if (sameTrack
                && before != null
                && before.clock().known()
                && layer.clock().known()) {
            long moment = layer.clock().nanosAt(timestamp);
            long aligned = before.clock().timestampAt(moment) + before.timestampOffset();
            timestamps.joinAt(timestamp, aligned, clockRate, minimum, nowNanos);
        } else {
            timestamps.join(timestamp, clockRate, minimum, nowNanos);
        }
    }

    private void joinPictures(ReceivedPacket received) {
        switch (received.family()) {
            case VP8 -> {
                Vp8Descriptor vp8 = received.vp8();
                pictures.join(Math.max(0, vp8.pictureId()), Math.max(0, vp8.tl0PicIdx()), vp8.pictureIdBits());
                pictures.joinKeyIdx(Math.max(0, vp8.keyIdx()));
            }
            case VP9 -> {
                Vp9Descriptor vp9 = received.vp9();
                pictures.join(Math.max(0, vp9.pictureId()), Math.max(0, vp9.tl0PicIdx()), vp9.pictureIdBits());
            }
            case OPUS, RED, AV1, H264, H265, OPAQUE -> frames.join(Math.max(0, received.frameNumber()));
        }
    }

    private Splice spliceOf(ReceivedPacket received, PayloadSpec payload) {
        Layer layer = received.layer();
        return new Splice(
                layer.history(),
                layer.clock(),
                layer.track().spec().extensions(),
                layer.track().csrc(),
                payload.codec().family(),
                payload.payloadType(),
                payload.rtxPayloadType().orElse(Splice.NO_RTX),
                timestamps.offset());
    }

    /// As what the subscriber gets it: redundant audio as its primary block where redundancy was not agreed on; null
    /// when
    /// the subscriber cannot play it.
    private @Nullable PayloadSpec outgoing(ReceivedPacket received) {
        PayloadSpec same = outgoing(received.payload().codec().key());
        PayloadSpec primary = same == null && received.family() == Codec.Family.RED ? received.primary() : null;
        return primary == null ? same : outgoing(primary.codec().key());
    }

    private @Nullable PayloadSpec outgoing(String codec) {
        for (PayloadSpec payload : spec.payloads()) {
            if (payload.codec().key().equals(codec)) {
                return payload;
            }
        }
        return null;
    }

    private Verdict pass(ReceivedPacket received, long nowNanos) {
        if (!received.hasMedia() || !inside.keeps(received)) {
            leaveOut(received, nowNanos);
            return Verdict.DROP;
        }
        return send(received, marked(received, PictureChange.NONE), nowNanos) ? Verdict.FORWARD : Verdict.DROP;
    }

    /// Where layers above are left out, the picture ends with another packet.
    private int marked(ReceivedPacket received, int change) {
        return inside.endsPicture(received) ? PictureChange.withMarker(change) : change;
    }

    /// In its turn it leaves no gap. One that comes late has left one already, which an empty packet fills.
    private void leaveOut(ReceivedPacket received, long nowNanos) {
        if (sequences.isAhead(received.sequence())) {
            sequences.drop(received.sequence());
            if (received.hasMedia()
                    && received.family() == Codec.Family.VP8
                    && received.vp8().pictureId() >= 0) {
                pictures.drop(received.vp8().pictureId());
            }
        } else {
            sendAs(PictureChange.EMPTY, received, nowNanos);
        }
    }

    private boolean send(ReceivedPacket received, int change, long nowNanos) {
        timestamps.map(received.rtp().timestamp(), nowNanos);
        return sendAs(change | pictureOf(received), received, nowNanos);
    }

    private boolean sendAs(int change, ReceivedPacket received, long nowNanos) {
        Splice current = splice;
        long sequence = sequences.map(received.sequence());
        if (current == null || sequence == SequenceRewriter.NO_PLACE) {
            return false;
        }
        active = true;
        return stream.send(
                participant.subscriber().downlink().queue(),
                received.packet(),
                current,
                sequence,
                received.sequence(),
                change,
                nowNanos);
    }

    private int pictureOf(ReceivedPacket received) {
        return switch (received.family()) {
            case VP8 ->
                pictureOf(received.vp8().pictureId(), received.vp8().tl0PicIdx())
                        | keyIdxOf(received.vp8().keyIdx());
            case RED -> primaryOnly ? PictureChange.PRIMARY : PictureChange.NONE;
            case VP9 -> pictureOf(received.vp9().pictureId(), received.vp9().tl0PicIdx());
            case OPUS, AV1, H264, H265, OPAQUE ->
                received.hasFrameNumber()
                        ? PictureChange.ofFrame(frames.map(received.frameNumber()))
                        : PictureChange.NONE;
        };
    }

    /// Either is -1 where it is absent.
    private int pictureOf(int pictureId, int tl0) {
        int picture = pictureId < 0 ? 0 : pictures.picture(pictureId);
        return picture < 0 ? PictureChange.EMPTY : PictureChange.of(picture, tl0 < 0 ? 0 : pictures.tl0(tl0));
    }

    /// -1 where it is absent.
    private int keyIdxOf(int keyIdx) {
        return keyIdx < 0 ? PictureChange.NONE : PictureChange.of(0, 0, pictures.keyIdx(keyIdx));
    }

    /// Whether a sender report would tell the subscriber something: the slot switched, or it is time and it is active.
    boolean reportDue(boolean regular) {
        Splice current = splice;
        return current != null && current.clock().known() && (reportWanted || (regular && active));
    }

    /// The stream's timestamp at this time, for a report that counts as sent.
    long takeReport(long nowNanos) {
        reportWanted = false;
        Splice current = splice;
        return current == null ? 0 : current.clock().timestampAt(nowNanos) + current.timestampOffset();
    }

    /// Whether anything was sent since the last call.
    boolean takeActive() {
        boolean result = active;
        active = false;
        return result;
    }
}
