package io.plenum.room;

import io.plenum.codec.Av1Payload;
import io.plenum.codec.DependencyDescriptor;
import io.plenum.codec.DependencyStructure;
import io.plenum.codec.H264Payload;
import io.plenum.codec.H265Payload;
import io.plenum.codec.Vp8Descriptor;
import io.plenum.codec.Vp9Descriptor;
import io.plenum.core.Codec;
import io.plenum.core.PayloadSpec;
import io.plenum.memory.Packet;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A packet that a publisher's layer accepted, read once for all who may get it. Reused: valid until the next one.
final class ReceivedPacket {
    private static final int NO_FRAME_NUMBER = -1;

    private final RtpPacket rtp = new RtpPacket();
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final Vp9Descriptor vp9 = new Vp9Descriptor();
    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private @Nullable Layer layer;
    private @Nullable Packet packet;
    private @Nullable PayloadSpec payload;
    private long sequence;
    private int frameNumber;
    private boolean hasMedia;
    private boolean startsHere;
    private boolean described;

    /// The flyweight that reads the packet's header; wrapped by whoever received it.
    RtpPacket rtp() {
        return rtp;
    }

    /// Looks at the payload of the packet that [#rtp] stands on.
    void accepted(Layer by, Packet accepted, PayloadSpec as, long extendedSequence) {
        layer = by;
        packet = accepted;
        payload = as;
        sequence = extendedSequence;
        frameNumber = NO_FRAME_NUMBER;
        described = false;
        hasMedia = rtp.payloadLength() > 0 && readPayload(rtp.bytes(), rtp.payloadOffset(), rtp.payloadLength());
        startsHere &= hasMedia;
    }

    /// False when the payload is not what it is said to be.
    private boolean readPayload(byte[] bytes, int offset, int length) {
        switch (family()) {
            case VP8 -> {
                boolean readable = vp8.wrap(bytes, offset, length);
                startsHere = readable && vp8.keyFrameStart();
                return readable;
            }
            case VP9 -> {
                boolean readable = vp9.wrap(bytes, offset, length);
                startsHere = readable && vp9.keyFrameStart();
                return readable;
            }
            case AV1, H264, H265, OPAQUE -> {
                readDescriptor();
                startsHere = hasFrameNumber() ? startsAsDescribed() : startsAsPayloadTells(bytes, offset, length);
            }
            case OPUS -> startsHere = true;
        }
        return true;
    }

    /// Where there is a descriptor it is believed rather than the payload, which may be encrypted end to end.
    private void readDescriptor() {
        Layer of = layer();
        int id = of.track().descriptorId();
        int at = id == 0 ? -1 : rtp.extensionOffset(id);
        int length = at < 0 ? 0 : rtp.extensionLength(id);
        if (length < DependencyDescriptor.MANDATORY_LENGTH) {
            return;
        }
        frameNumber = BigEndian.u16(rtp.bytes(), at + 1);
        described = descriptor.read(rtp.bytes(), at, length, of.structure());
        if (described && descriptor.structurePresent()) {
            of.structured(descriptor.structure(), sequence);
        }
    }

    private boolean startsAsDescribed() {
        return described && descriptor.structurePresent() && descriptor.frameStart();
    }

    private boolean startsAsPayloadTells(byte[] bytes, int offset, int length) {
        return switch (family()) {
            case AV1 -> Av1Payload.keyFrameStart(bytes, offset, length);
            case H264 -> H264Payload.keyFrameStart(bytes, offset, length);
            case H265 -> H265Payload.keyFrameStart(bytes, offset, length);
            case OPUS, VP8, VP9, OPAQUE -> true;
        };
    }

    /// A packet that was accepted before, out of the history. False when it is of no payload that was agreed on.
    boolean again(Layer by, Packet stored, long extendedSequence) {
        if (!rtp.wrap(stored.bytes(), 0, stored.length())) {
            throw new IllegalStateException("an unsound packet was stored");
        }
        PayloadSpec as = by.track().payloads().media(rtp.payloadType());
        if (as == null) {
            return false;
        }
        accepted(by, stored, as, extendedSequence);
        return true;
    }

    Layer layer() {
        return Objects.requireNonNull(layer);
    }

    Packet packet() {
        return Objects.requireNonNull(packet);
    }

    PayloadSpec payload() {
        return Objects.requireNonNull(payload);
    }

    long sequence() {
        return sequence;
    }

    Codec.Family family() {
        return payload().codec().family();
    }

    /// Only for VP8.
    Vp8Descriptor vp8() {
        return vp8;
    }

    /// Only for VP9.
    Vp9Descriptor vp9() {
        return vp9;
    }

    /// How many spatial layers the stream has from this key frame on.
    int spatialLayers() {
        DependencyStructure structure = described ? descriptor.structure() : null;
        return switch (family()) {
            case VP9 -> Math.clamp(vp9.spatialLayers(), 1, Layer.MAX_SPATIAL_LAYERS);
            case OPUS, VP8, AV1, H264, H265, OPAQUE ->
                structure == null ? 1 : Math.min(structure.spatialLayers(), Layer.MAX_SPATIAL_LAYERS);
        };
    }

    /// How high the pictures of a spatial layer are from this key frame on; 0 when it does not say.
    int height(int spatial) {
        DependencyStructure structure = described ? descriptor.structure() : null;
        return switch (family()) {
            case VP8 -> vp8.height();
            case VP9 -> vp9.height(spatial);
            case OPUS, AV1, H264, H265, OPAQUE -> structure == null ? 0 : structure.height(spatial);
        };
    }

    /// The spatial layer that the packet is part of.
    int spatial() {
        int spatial = switch (family()) {
            case VP9 -> vp9.spatialId();
            case OPUS, VP8, AV1, H264, H265, OPAQUE -> described ? descriptor.spatialId() : 0;
        };
        return Math.min(spatial, Layer.MAX_SPATIAL_LAYERS - 1);
    }

    /// Whether spatial layers refer to each other in key pictures only, as far as the packet tells.
    ///
    /// @param before what is known already
    boolean linkedOnKeyOnly(boolean before) {
        if (family() == Codec.Family.VP9) {
            boolean tells = vp9.spatialId() > 0 && vp9.interPicturePredicted();
            return tells ? !vp9.interLayerPredicted() : before;
        }
        boolean tells = described && !startsHere && descriptor.hasLayersAbove();
        return tells ? !descriptor.isOfUseAbove() : before;
    }

    int temporal() {
        return switch (family()) {
            case VP8 -> Math.max(0, vp8.temporalId());
            case VP9 -> vp9.temporalId();
            case OPUS, AV1, H264, H265, OPAQUE -> described ? descriptor.temporalId() : 0;
        };
    }

    /// Only where [#described].
    DependencyDescriptor descriptor() {
        return descriptor;
    }

    /// Whether a dependency descriptor tells what the packet is part of.
    boolean described() {
        return described;
    }

    /// Whether a dependency descriptor numbers the packet's frame, be the rest of it understood or not.
    boolean hasFrameNumber() {
        return frameNumber != NO_FRAME_NUMBER;
    }

    int frameNumber() {
        return frameNumber;
    }

    /// False for padding, and for a payload that is not what its type says.
    boolean hasMedia() {
        return hasMedia;
    }

    /// Whether a decoder that has seen nothing can begin here.
    boolean startsHere() {
        return startsHere;
    }

    boolean isKeyFrameStart() {
        return startsHere && layer().track().isVideo() && (hasFrameNumber() || family() != Codec.Family.OPAQUE);
    }
}
