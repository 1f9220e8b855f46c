package io.plenum.sim;

import io.plenum.rtp.BigEndian;
import io.plenum.sim.LayeredShape.Trait;
import java.util.Arrays;
import java.util.Random;

/// The start of a fake camera's payloads, and their dependency descriptor: what each format says about layers.
///
/// Behind what packetizers write there is noise, as if each frame were encrypted end to end: of VP8 its frame header is
/// left readable, as encoded transforms leave it, and of H.264 and H.265 the units' headers.
final class LayeredPayload {
    /// A VP9 descriptor with the sizes of three layers and a group of four pictures, and the frame's header.
    static final int MAX_START = 64;

    /// What encoded transforms leave readable of a VP8 key frame; other formats have noise here, too.
    static final int FRAME_HEADER = 10;

    private static final byte[] NO_DESCRIPTOR = {};

    private final LayeredShape shape;
    private final int encoding;
    private final DescriptorWriter descriptors;
    private final Random noise;
    private final byte[] garbage = new byte[FRAME_HEADER];
    private boolean key;
    private int temporal;
    private int cycle;
    private int layers;
    private int spatial;
    private boolean linked;
    private int pictureId;
    private int tl0PicIdx;
    private int keyIdx;
    private int pictureDifference;

    LayeredPayload(LayeredShape shape, int encoding, FirstNumbers first, long noiseSeed) {
        this.shape = shape;
        this.encoding = encoding;
        this.pictureId = first.pictureId();
        this.tl0PicIdx = first.tl0PicIdx();
        this.keyIdx = first.tl0PicIdx();
        this.descriptors = new DescriptorWriter(shape, encoding, first.frame());
        this.noise = new Random(noiseSeed);
    }

    /// The next picture begins.
    ///
    /// @param position in the cycle of temporal layers
    /// @param sent how many spatial layers it has
    void picture(boolean isKey, int temporalId, int position, int sent) {
        key = isKey;
        temporal = temporalId;
        cycle = position;
        layers = sent;
        pictureId++;
        tl0PicIdx += temporal == 0 ? 1 : 0;
        keyIdx += key ? 1 : 0;
    }

    /// The picture's next layer begins.
    ///
    /// @param frame how the track counts it
    /// @param reference the earlier frame it is decoded from, @param below likewise, of its own picture
    EncodedFrame frame(int spatialId, long frame, EncodedFrame reference, EncodedFrame below) {
        spatial = spatialId;
        linked = below.exists();
        pictureDifference = reference.exists() ? pictureId - reference.picture() : 0;
        return new EncodedFrame(frame, pictureId, descriptors.frame(key, spatial, temporal, reference, below));
    }

    /// Empty where the format does not need one.
    byte[] descriptor(boolean start, boolean end) {
        return shape.format() == VideoFormat.AV1 ? descriptors.bytes(start, end) : NO_DESCRIPTOR;
    }

    /// How many packets come before the picture itself: parameter sets in front of a key frame.
    int parameterPackets() {
        return key ? ParameterSets.packets(shape) : 0;
    }

    /// Returns where the rest of the payload goes.
    ///
    /// @param packet which of the frame's packets it is
    int write(byte[] target, int packet, boolean end) {
        boolean start = packet == 0;
        int length = switch (shape.format()) {
            case VP8 -> vp8(target, start);
            case VP9 -> vp9(target, start, end);
            case AV1 -> 0;
            case H264, H265 -> h26x(target, packet, end);
        };
        noise.nextBytes(garbage);
        System.arraycopy(garbage, 0, target, length, FRAME_HEADER);
        if (shape.format() == VideoFormat.VP8 && start) {
            vp8FrameHeader(target, length);
        }
        return length + FRAME_HEADER;
    }

    private boolean isSync() {
        return temporal > 0 && cycle < 3;
    }

    /// RFC 7741 §4.2.
    private int vp8(byte[] target, boolean start) {
        boolean layered = shape.temporalLayers() > 1;
        boolean numbersKeys = shape.has(Trait.KEY_INDEX);
        target[0] = (byte) (0x80 | (start ? 0x10 : 0));
        target[1] = (byte) (0x80 | (layered ? 0x60 : 0) | (numbersKeys ? 0x10 : 0));
        BigEndian.put16(target, 2, 0x8000 | (pictureId & 0x7FFF));
        if (!layered) {
            return 4;
        }
        BigEndian.put8(target, 4, tl0PicIdx);
        BigEndian.put8(target, 5, temporal << 6 | (isSync() ? 0x20 : 0) | (numbersKeys ? (keyIdx & 0x1F) : 0));
        return 6;
    }

    private void vp8FrameHeader(byte[] target, int at) {
        Arrays.fill(target, at, at + FRAME_HEADER, (byte) 0xA5);
        BigEndian.put8(target, at, key ? 0x10 : 0x11);
        if (key) {
            int height = shape.heightOf(encoding, 0);
            BigEndian.put24(target, at + 3, 0x9D012A);
            BigEndian.put16(target, at + 6, Short.reverseBytes((short) (height * 16 / 9)));
            BigEndian.put16(target, at + 8, Short.reverseBytes((short) height));
        }
    }

    /// RFC 9628 §4.2.
    private int vp9(byte[] target, boolean start, boolean end) {
        boolean structure = key && start && spatial == 0;
        boolean flexible = shape.has(Trait.FLEXIBLE);
        boolean top = spatial == layers - 1;
        int flags = 0xA0 | (key ? 0 : 0x40) | (start ? 0x08 : 0) | (end ? 0x04 : 0) | (structure ? 0x02 : 0);
        flags |= top || (shape.linkedOnKeyOnly() && !key) ? 0x01 : 0;
        BigEndian.put8(target, 0, flags | (flexible ? 0x10 : 0));
        BigEndian.put16(target, 1, 0x8000 | (pictureId & 0x7FFF));
        int up = temporal == 0 || isSync() ? 0x10 : 0;
        BigEndian.put8(target, 3, temporal << 5 | up | spatial << 1 | (linked ? 1 : 0));
        int at = 4;
        if (!flexible) {
            BigEndian.put8(target, at++, tl0PicIdx);
        } else if (!key) {
            BigEndian.put8(target, at++, pictureDifference << 1);
        }
        return structure ? vp9Structure(target, at, !flexible) : at;
    }

    private int vp9Structure(byte[] target, int from, boolean group) {
        BigEndian.put8(target, from, (layers - 1) << 5 | 0x10 | (group ? 0x08 : 0));
        int at = from + 1;
        for (int layer = 0; layer < layers; layer++) {
            int height = shape.heightOf(encoding, layer);
            BigEndian.put16(target, at, height * 16 / 9);
            BigEndian.put16(target, at + 2, height);
            at += 4;
        }
        return group ? TemporalPattern.of(shape.temporalLayers()).writeGroup(target, at) : at;
    }

    private int h26x(byte[] target, int packet, boolean end) {
        int parameters = parameterPackets();
        return packet < parameters
                ? ParameterSets.write(shape, target, packet)
                : ParameterSets.fragment(shape.format(), target, key, packet == parameters, end);
    }
}
