package io.plenum.room;

import io.plenum.codec.Vp8Descriptor;
import io.plenum.codec.Vp9Descriptor;
import io.plenum.core.PayloadSpec;
import io.plenum.forward.FrameNumberRewriter;
import io.plenum.forward.PictureIdRewriter;
import io.plenum.forward.SequenceRewriter;
import io.plenum.send.PictureChange;
import io.plenum.send.Splice;
import org.jspecify.annotations.Nullable;

/// One source's stay in a slot, from the packet it begins with: which of its layers go on, and under which
/// numbers.
///
/// It is kept for a while when another source has followed: what comes late finds the place that was left for
/// it.
final class Stay {
    private final SubLayers inside = new SubLayers();
    private final SequenceRewriter sequences;
    private final PictureIdRewriter pictures;
    private final FrameNumberRewriter frames;
    private @Nullable Splice splice;
    private @Nullable Layer layer;
    private int incarnation;
    private int sourcePayloadType;
    private boolean primaryOnly;
    private long hollowAbove;

    /// @param sequence the number of the first packet of all, @param picture the one before the first
    ///     picture's, and so on
    Stay(long sequence, int picture, int tl0, int frame) {
        this.sequences = new SequenceRewriter(sequence);
        this.pictures = new PictureIdRewriter(picture, tl0);
        this.frames = new FrameNumberRewriter(frame);
    }

    /// One that follows another.
    Stay() {
        this(0, 0, 0, 0);
    }

    SubLayers inside() {
        return inside;
    }

    /// Null when it is over, and nothing of it may come any more.
    @Nullable
    Splice splice() {
        return splice;
    }

    void end() {
        splice = null;
        layer = null;
    }

    /// Its numbers go on from where the other's ended.
    void follow(Stay before) {
        sequences.follow(before.sequences);
        pictures.follow(before.pictures);
        frames.follow(before.frames);
    }

    void begin(ReceivedPacket first, PayloadSpec as, Splice with) {
        sequences.join(first.sequence());
        joinPictures(first);
        splice = with;
        layer = first.layer();
        incarnation = first.layer().incarnation();
        sourcePayloadType = first.rtp().payloadType();
        primaryOnly = as.codec().family() != first.family();
        hollowAbove = Long.MAX_VALUE;
    }

    private void joinPictures(ReceivedPacket first) {
        switch (first.family()) {
            case VP8 -> {
                Vp8Descriptor vp8 = first.vp8();
                pictures.join(Math.max(0, vp8.pictureId()), Math.max(0, vp8.tl0PicIdx()), vp8.pictureIdBits());
                pictures.joinKeyIdx(Math.max(0, vp8.keyIdx()));
            }
            case VP9 -> {
                Vp9Descriptor vp9 = first.vp9();
                pictures.join(Math.max(0, vp9.pictureId()), Math.max(0, vp9.tl0PicIdx()), vp9.pictureIdBits());
            }
            case OPUS, RED, AV1, H264, H265, OPAQUE -> frames.join(Math.max(0, first.frameNumber()));
        }
    }

    /// Whether a packet is of this source, and the source is still what it was.
    boolean isOf(ReceivedPacket received) {
        return received.layer() == layer && !isInterruptedBy(received);
    }

    /// Whether the sender of this source, one of whose packets this is, began anew or changed its codec.
    boolean isInterruptedBy(ReceivedPacket received) {
        return splice != null
                && (received.layer().incarnation() != incarnation
                        || (received.hasMedia() && received.rtp().payloadType() != sourcePayloadType));
    }

    /// What waits of it has shrunk to its numbers, and what comes late shall as well where it stands among
    /// that.
    void hollowAbove(long sequence) {
        hollowAbove = sequence;
    }

    boolean isOf(Track track) {
        return layer != null && layer.track() == track;
    }

    /// Whether it began behind this packet.
    boolean isAfter(ReceivedPacket received) {
        return sequences.isBefore(received.sequence());
    }

    boolean isAhead(ReceivedPacket received) {
        return sequences.isAhead(received.sequence());
    }

    /// In its turn what is left out leaves no gap. The numbers of its picture are taken all the same, but for VP8's
    /// picture id: what else is of the picture may come late.
    void leaveOut(ReceivedPacket received) {
        sequences.drop(received.sequence());
        if (!received.hasMedia()) {
            return;
        }
        switch (received.family()) {
            case VP8 -> {
                if (received.vp8().pictureId() >= 0) {
                    pictures.drop(received.vp8().pictureId());
                }
                pictures.tl0(Math.max(0, received.vp8().tl0PicIdx()));
            }
            case VP9, AV1, H264, H265, OPAQUE -> change(received);
            case OPUS, RED -> {}
        }
    }

    /// The outgoing number, or [SequenceRewriter#NO_PLACE].
    long number(ReceivedPacket received) {
        return sequences.map(received.sequence());
    }

    /// What becomes of a packet that came too late to play under this outgoing number.
    int lateChange(ReceivedPacket received, long number) {
        boolean goesOn = number <= hollowAbove && received.hasMedia() && inside.keeps(received);
        int change = goesOn ? change(received) : PictureChange.EMPTY;
        return goesOn && inside.endsPicture(received) ? PictureChange.withMarker(change) : change;
    }

    /// How the numbers inside the payload change.
    int change(ReceivedPacket received) {
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
}
