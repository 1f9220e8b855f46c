package io.plenum.room;

import io.plenum.codec.Vp8Descriptor;
import io.plenum.codec.Vp9Descriptor;
import io.plenum.core.Codec;
import io.plenum.core.PayloadSpec;
import io.plenum.forward.FrameNumberRewriter;
import io.plenum.forward.PictureIdRewriter;
import io.plenum.forward.SequenceRewriter;
import io.plenum.forward.TimestampRewriter;
import io.plenum.send.PictureChange;
import io.plenum.send.SendQueue;
import io.plenum.send.SendStream;
import io.plenum.send.Splice;
import io.plenum.send.SplitMix64;
import org.jspecify.annotations.Nullable;

/// How packets of changing sources become one stream without a seam: its numbers, and what they are now made from.
final class Passage {
    /// Players that get two frames with one timestamp take them for one.
    private static final int MIN_VIDEO_FRAMES_PER_SECOND = 1_000;

    /// Opus packets of browsers last 20 ms: the next one must not overlap the last.
    private static final int AUDIO_PACKETS_PER_SECOND = 50;

    private static final int PICTURE_ID_BITS = 12;
    private static final int TL0_BITS = 6;
    private static final int TIMESTAMP_BITS = 30;

    private final SendStream stream;
    private final SequenceRewriter sequences;
    private final TimestampRewriter timestamps;
    private final PictureIdRewriter pictures;
    private final FrameNumberRewriter frames;
    private @Nullable Splice splice;
    private int incarnation;
    private boolean primaryOnly;
    private int sourcePayloadType;
    private boolean active;

    Passage(SendStream stream, SplitMix64 numbers) {
        this.stream = stream;
        this.sequences = new SequenceRewriter(stream.firstSequence());
        this.timestamps = new TimestampRewriter(numbers.bits(TIMESTAMP_BITS));
        this.pictures = new PictureIdRewriter(numbers.bits(PICTURE_ID_BITS), numbers.bits(TL0_BITS));
        this.frames = new FrameNumberRewriter(numbers.bits(PICTURE_ID_BITS));
    }

    /// Nothing goes through from now on; the numbers stay for what comes next.
    void end() {
        splice = null;
    }

    /// Whether the sender of the layer that goes through, one of whose packets this is, began anew or changed its
    /// codec.
    boolean isInterruptedBy(ReceivedPacket received) {
        return splice != null
                && (received.layer().incarnation() != incarnation
                        || (received.hasMedia() && received.rtp().payloadType() != sourcePayloadType));
    }

    /// Another source begins with this packet.
    ///
    /// @param payload as what the subscriber gets it
    void join(ReceivedPacket received, PayloadSpec payload, long nowNanos) {
        Codec codec = received.payload().codec();
        int rate = received.layer().track().isVideo() ? MIN_VIDEO_FRAMES_PER_SECOND : AUDIO_PACKETS_PER_SECOND;
        sequences.join(received.sequence());
        joinTimestamps(received, codec.clockRate(), codec.clockRate() / rate, nowNanos);
        joinPictures(received);
        incarnation = received.layer().incarnation();
        sourcePayloadType = received.rtp().payloadType();
        primaryOnly = payload.codec().family() != received.family();
        splice = spliceOf(received, payload);
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

    /// In its turn it leaves no gap. One that comes late has left one already, which an empty packet fills.
    void leaveOut(SendQueue queue, ReceivedPacket received, long nowNanos) {
        if (sequences.isAhead(received.sequence())) {
            sequences.drop(received.sequence());
            if (received.hasMedia()
                    && received.family() == Codec.Family.VP8
                    && received.vp8().pictureId() >= 0) {
                pictures.drop(received.vp8().pictureId());
            }
        } else {
            sendAs(PictureChange.EMPTY, queue, received, nowNanos);
        }
    }

    /// False when it has no place, or the queue is full.
    ///
    /// @param change what is changed of it beside its numbers
    boolean send(SendQueue queue, ReceivedPacket received, int change, long nowNanos) {
        timestamps.map(received.rtp().timestamp(), nowNanos);
        return sendAs(change | pictureOf(received), queue, received, nowNanos);
    }

    private boolean sendAs(int change, SendQueue queue, ReceivedPacket received, long nowNanos) {
        Splice current = splice;
        long sequence = sequences.map(received.sequence());
        if (current == null || sequence == SequenceRewriter.NO_PLACE) {
            return false;
        }
        active = true;
        return stream.send(queue, received.packet(), current, sequence, received.sequence(), change, nowNanos);
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

    /// Whether anything went through since the last [#takeActive].
    boolean active() {
        return active;
    }

    boolean takeActive() {
        boolean result = active;
        active = false;
        return result;
    }

    /// Whether it can be said which of the stream's timestamps belongs to a time.
    boolean tellsTime() {
        Splice current = splice;
        return current != null && current.clock().known();
    }

    long timestampAt(long nowNanos) {
        Splice current = splice;
        return current == null ? 0 : current.clock().timestampAt(nowNanos) + current.timestampOffset();
    }
}
