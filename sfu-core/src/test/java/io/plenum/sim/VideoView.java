package io.plenum.sim;

import io.plenum.codec.DependencyDescriptor;
import io.plenum.codec.DependencyStructure;
import io.plenum.codec.H264Payload;
import io.plenum.codec.H265Payload;
import io.plenum.codec.Vp8Descriptor;
import io.plenum.codec.Vp9Descriptor;
import io.plenum.core.Codec;
import org.jspecify.annotations.Nullable;

/// What a depacketizer sees of a video packet, whatever it is encoded in.
final class VideoView {
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final Vp9Descriptor vp9 = new Vp9Descriptor();
    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private @Nullable DependencyStructure structure;
    private Codec.Family family = Codec.Family.OPAQUE;
    private boolean frameStart;
    private boolean keyFrameStart;
    private int stampAt;

    /// False when it is damaged, or nothing can be made of it.
    boolean read(Arrived packet) {
        byte[] payload = packet.payload();
        family = packet.family();
        return switch (family) {
            case VP8 -> readVp8(payload);
            case VP9 -> readVp9(payload);
            case AV1 -> readAv1(packet.descriptor());
            case H264 -> readH264(payload);
            case H265 -> readH265(payload);
            case OPUS, OPAQUE -> false;
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
        boolean readable = descriptor.read(bytes, 0, bytes.length, structure);
        if (readable) {
            structure = descriptor.structure();
            found(descriptor.frameStart(), descriptor.structurePresent() && descriptor.frameStart(), 1);
        }
        return readable;
    }

    private boolean readH264(byte[] payload) {
        boolean start = (payload[1] & 0x80) != 0;
        found(start, H264Payload.keyFrameStart(payload, 0, payload.length), 2);
        return true;
    }

    private boolean readH265(byte[] payload) {
        boolean start = (payload[2] & 0x80) != 0;
        found(start, H265Payload.keyFrameStart(payload, 0, payload.length), 3);
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

    Vp8Descriptor vp8() {
        return vp8;
    }

    Vp9Descriptor vp9() {
        return vp9;
    }

    /// A layer's frame begins.
    boolean frameStart() {
        return frameStart;
    }

    /// A key picture begins.
    boolean keyFrameStart() {
        return keyFrameStart;
    }

    int frameNumber() {
        return descriptor.frameNumber();
    }

    int stampAt() {
        return stampAt;
    }
}
