package io.plenum.sim;

import io.plenum.codec.SlowDescriptor;
import io.plenum.codec.Vp8Descriptor;
import io.plenum.codec.Vp9Descriptor;
import io.plenum.core.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a depacketizer sees of a video packet, whatever it is encoded in.
final class VideoView {
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final Vp9Descriptor vp9 = new Vp9Descriptor();
    private final H26xView h26x = new H26xView();
    private @Nullable SlowDescriptor descriptor;
    private SlowDescriptor.@Nullable Structure structure;
    private Codec.Family family = Codec.Family.OPAQUE;
    private boolean frameStart;
    private boolean keyFrameStart;
    private int stampAt;

    /// Whether a packet by itself shows that a key picture begins with it.
    static boolean beginsKeyPicture(Arrived packet) {
        VideoView view = new VideoView();
        if (packet.payload().length == 0 || !view.read(packet) || !view.keyFrameStart) {
            return false;
        }
        return !view.isH26x() || (view.h26x.parameterSets() & 1) != 0;
    }

    /// False when it is damaged, or nothing can be made of it.
    boolean read(Arrived packet) {
        byte[] payload = packet.payload();
        family = packet.family();
        return switch (family) {
            case VP8 -> readVp8(payload);
            case VP9 -> readVp9(payload);
            case AV1 -> packet.descriptor().length > 0 ? readAv1(packet.descriptor()) : readUndescribed(payload);
            case H264, H265 -> readH26x(payload, packet);
            case OPUS, RED, OPAQUE -> false;
        };
    }

    private boolean readVp8(byte[] payload) {
        if (!vp8.wrap(payload, 0, payload.length)) {
            return false;
        }
        found(vp8.frameStart(), vp8.keyFrameStart(), vp8.length());
        return true;
    }

    private boolean readVp9(byte[] payload) {
        if (!vp9.wrap(payload, 0, payload.length)) {
            return false;
        }
        found(vp9.frameStart(), vp9.keyFrameStart(), vp9.length());
        return true;
    }

    private boolean readAv1(byte[] bytes) {
        boolean readable = readDescriptor(bytes);
        SlowDescriptor known = descriptor;
        if (readable && known != null) {
            found(known.start(), known.structurePresent() && known.start(), 0);
        }
        return readable;
    }

    /// Without a descriptor receivers look into the payload, which is a stamp here.
    private boolean readUndescribed(byte[] payload) {
        descriptor = null;
        MediaStamp stamp = MediaStamp.read(payload, LayeredPayload.FRAME_HEADER).orElse(null);
        boolean start = stamp != null && stamp.packet() == 0;
        found(start, stamp != null && stamp.packet() == 0 && stamp.isKeyFrame(), 0);
        return stamp != null;
    }

    private boolean readDescriptor(byte[] bytes) {
        try {
            SlowDescriptor read = SlowDescriptor.read(bytes, structure);
            descriptor = read;
            structure = read.structure();
            return true;
        } catch (SlowDescriptor.Malformed e) {
            return false;
        }
    }

    /// The format has no bit for a picture's first packet: it is the one behind the marker of the picture before.
    private boolean readH26x(byte[] payload, Arrived packet) {
        if (!h26x.read(packet.family(), payload)) {
            return false;
        }
        found(false, h26x.parameterSets() != 0 || h26x.refresh(), h26x.contentAt());
        return true;
    }

    private void found(boolean start, boolean keyStart, int length) {
        frameStart = start;
        keyFrameStart = keyStart;
        stampAt = length + LayeredPayload.FRAME_HEADER;
    }

    Codec.Family family() {
        return family;
    }

    boolean isH26x() {
        return family == Codec.Family.H264 || family == Codec.Family.H265;
    }

    /// Whether it is AV1 whose layers cannot be told apart.
    boolean isUndescribed() {
        return family == Codec.Family.AV1 && descriptor == null;
    }

    Vp8Descriptor vp8() {
        return vp8;
    }

    Vp9Descriptor vp9() {
        return vp9;
    }

    /// Only for H.264 and H.265.
    H26xView h26x() {
        return h26x;
    }

    /// A layer's frame begins, as far as the packet itself tells.
    boolean frameStart() {
        return frameStart;
    }

    /// A key picture begins, or is gone on with in H.264 and H.265.
    boolean keyFrameStart() {
        return keyFrameStart;
    }

    /// The dependency descriptor's; -1 without one.
    int frameNumber() {
        return descriptor == null ? -1 : descriptor.number();
    }

    /// The numbers of the frames that this one refers to, as the dependency descriptor says.
    List<Integer> references() {
        SlowDescriptor known = descriptor;
        return known == null
                ? List.of()
                : known.frameDifferences().stream()
                        .map(difference -> (known.number() - difference) & 0xFFFF)
                        .toList();
    }

    int stampAt() {
        return stampAt;
    }
}
