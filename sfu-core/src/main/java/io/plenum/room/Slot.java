package io.plenum.room;

import io.plenum.allocate.LayerChoice;
import io.plenum.allocate.Rung;
import io.plenum.codec.Vp8Descriptor;
import io.plenum.codec.Vp9Descriptor;
import io.plenum.core.Codec;
import io.plenum.core.LayerId;
import io.plenum.core.LayerReason;
import io.plenum.core.LayerStatus;
import io.plenum.core.PayloadSpec;
import io.plenum.core.SlotSpec;
import io.plenum.core.SlotStatus;
import io.plenum.core.TrackId;
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
    private LayerChoice choice = LayerChoice.NOTHING;
    private int shownHeight;
    private @Nullable Track track;
    private @Nullable Splice splice;
    private int incarnation;
    private int sourcePayloadType;
    private boolean reportWanted;
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
        track = next;
        splice = null;
        reportWanted = false;
        choice = LayerChoice.NOTHING;
        selector.restart(next == null || next.isVideo() ? LayerSelector.NONE : 0);
    }

    /// Chooses the layer anew: the size at which the picture is shown, or the layers that there are, changed.
    void aim(int height, int framesPerSecond) {
        Track playing = track;
        if (playing == null || !playing.isVideo()) {
            return;
        }
        shownHeight = height;
        choice = LayerChoice.choose(playing.ladder(), height, framesPerSecond, LayerChoice.NO_LIMIT);
        if (choice.aimed().equals(LayerId.NONE)) {
            selector.restart(LayerSelector.NONE);
        } else {
            selector.aim(choice.aimed().encoding());
            inside.aim(choice.aimed().spatial(), choice.aimed().temporal());
        }
    }

    int shownHeight() {
        return shownHeight;
    }

    /// What it shows and why.
    SlotStatus status() {
        LayerId sent = selector.current() == LayerSelector.NONE ? LayerId.NONE : inside.current(selector.current());
        boolean waits = sent.encoding() != choice.aimed().encoding()
                || sent.spatial() != choice.aimed().spatial();
        LayerReason reason = waits ? LayerReason.WAITING_FOR_KEY_FRAME : choice.reason();
        return new SlotStatus(
                spec.mid(),
                playing(),
                shownHeight,
                figures(choice.wanted()),
                figures(choice.aimed()),
                figures(sent),
                reason);
    }

    private LayerStatus figures(LayerId id) {
        Track playing = track;
        if (playing == null || id.equals(LayerId.NONE)) {
            return LayerStatus.NONE;
        }
        for (Rung rung : playing.ladder()) {
            if (rung.id().encoding() == id.encoding() && rung.id().spatial() == id.spatial()) {
                return new LayerStatus(id, rung.height(), 0);
            }
        }
        return new LayerStatus(id, 0, 0);
    }

    /// The layer whose key frame this slot waits for; null when it waits for none.
    @Nullable
    Layer awaited() {
        Track playing = track;
        boolean waits = playing != null && playing.isVideo() && (selector.waiting() || inside.waiting());
        waits &= selector.target() != LayerSelector.NONE;
        return waits && playing != null ? playing.layers().get(selector.target()) : null;
    }

    /// A bit for each encoding that it needs: the one it shows, and the one it waits for.
    int encodings() {
        return bit(selector.current()) | bit(selector.target());
    }

    private static int bit(int encoding) {
        return encoding == LayerSelector.NONE ? 0 : 1 << encoding;
    }

    /// Whether it has turned out that only a key frame brings the layer that is aimed at; said once.
    boolean takeNeed() {
        return inside.takeNeed();
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
        }
        Verdict verdict = selector.select(received.layer().index(), received.startsHere());
        return switch (verdict) {
            case DROP -> Verdict.DROP;
            case FORWARD -> pass(received, nowNanos);
            case SWITCH -> join(received, nowNanos);
        };
    }

    /// The sender of the current layer began anew, or changed its codec.
    private boolean continuesNothing(ReceivedPacket received) {
        return splice != null
                && received.layer().index() == selector.current()
                && (received.layer().incarnation() != incarnation
                        || (received.hasMedia() && received.rtp().payloadType() != sourcePayloadType));
    }

    private Verdict join(ReceivedPacket received, long nowNanos) {
        PayloadSpec payload = outgoing(received.payload().codec().key());
        if (payload == null) {
            return Verdict.DROP;
        }
        Codec codec = received.payload().codec();
        boolean audio = !received.layer().track().isVideo();
        int rate = audio ? AUDIO_PACKETS_PER_SECOND : MIN_VIDEO_FRAMES_PER_SECOND;
        sequences.join(received.sequence());
        joinTimestamps(received, codec.clockRate(), codec.clockRate() / rate, nowNanos);
        joinPictures(received);
        selector.switched(received.layer().index());
        incarnation = received.layer().incarnation();
        sourcePayloadType = received.rtp().payloadType();
        splice = spliceOf(received, payload);
        reportWanted = true;
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
            }
            case VP9 -> {
                Vp9Descriptor vp9 = received.vp9();
                pictures.join(Math.max(0, vp9.pictureId()), Math.max(0, vp9.tl0PicIdx()), vp9.pictureIdBits());
            }
            case OPUS, AV1, H264, H265, OPAQUE -> frames.join(Math.max(0, received.frameNumber()));
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

    /// Null when the subscriber cannot play it.
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
                participant.subscriber().queue(),
                received.packet(),
                current,
                sequence,
                received.sequence(),
                change,
                nowNanos);
    }

    private int pictureOf(ReceivedPacket received) {
        return switch (received.family()) {
            case VP8 -> pictureOf(received.vp8().pictureId(), received.vp8().tl0PicIdx());
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
