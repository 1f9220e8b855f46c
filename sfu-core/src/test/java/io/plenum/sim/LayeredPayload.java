package io.plenum.sim;

import io.plenum.rtp.BigEndian;
import java.util.Arrays;
import java.util.Random;

/// The start of a fake camera's payloads, and their dependency descriptor: what each format says about layers.
final class LayeredPayload {
    /// A VP9 descriptor with the sizes of three layers, and the frame's header.
    static final int MAX_START = 40;

    /// What encoded transforms leave readable of a VP8 key frame; other formats have noise here.
    static final int FRAME_HEADER = 10;

    private static final byte[] NO_DESCRIPTOR = {};
    private static final int FU_START = 0x80;

    private final LayeredShape shape;
    private final int encoding;
    private final DescriptorWriter descriptors;
    private boolean key;
    private int temporal;
    private int cycle;
    private int layers;
    private int spatial;
    private boolean linked;
    private int pictureId;
    private int tl0PicIdx;

    LayeredPayload(LayeredShape shape, int encoding, Random random) {
        this.shape = shape;
        this.encoding = encoding;
        this.pictureId = random.nextInt(1 << 15);
        this.tl0PicIdx = random.nextInt(256);
        this.descriptors = new DescriptorWriter(shape, encoding, random.nextInt(1 << 16));
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
        pictureId = (pictureId + 1) & 0x7FFF;
        tl0PicIdx = (tl0PicIdx + (temporal == 0 ? 1 : 0)) & 0xFF;
    }

    /// The picture's next layer begins; returns its frame number.
    int frame(int spatialId, boolean isLinked) {
        spatial = spatialId;
        linked = isLinked;
        return descriptors.frame(key, spatial, temporal);
    }

    /// Empty where the format does not need one.
    byte[] descriptor(boolean start, boolean end) {
        return shape.format() == VideoFormat.AV1 ? descriptors.bytes(start, end) : NO_DESCRIPTOR;
    }

    /// Returns where the rest of the payload goes.
    int write(byte[] target, boolean start, boolean end) {
        int length = switch (shape.format()) {
            case VP8 -> vp8(target, start);
            case VP9 -> vp9(target, start, end);
            case AV1 -> av1(target);
            case H264 -> h264(target, start);
            case H265 -> h265(target, start);
        };
        Arrays.fill(target, length, length + FRAME_HEADER, (byte) 0xA5);
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
        target[0] = (byte) (0x80 | (start ? 0x10 : 0));
        target[1] = (byte) (layered ? 0xE0 : 0x80);
        BigEndian.put16(target, 2, 0x8000 | pictureId);
        if (!layered) {
            return 4;
        }
        BigEndian.put8(target, 4, tl0PicIdx);
        BigEndian.put8(target, 5, temporal << 6 | (isSync() ? 0x20 : 0));
        return 6;
    }

    private void vp8FrameHeader(byte[] target, int at) {
        BigEndian.put8(target, at, key ? 0x10 : 0x11);
        if (key) {
            int height = shape.heightOf(encoding, 0);
            BigEndian.put24(target, at + 3, 0x9D012A);
            BigEndian.put16(target, at + 6, Short.reverseBytes((short) (height * 16 / 9)));
            BigEndian.put16(target, at + 8, Short.reverseBytes((short) height));
        }
    }

    /// RFC 9628 §4.2, in non-flexible mode.
    private int vp9(byte[] target, boolean start, boolean end) {
        boolean structure = key && start && spatial == 0;
        boolean top = spatial == layers - 1;
        int flags = 0xA0 | (key ? 0 : 0x40) | (start ? 0x08 : 0) | (end ? 0x04 : 0) | (structure ? 0x02 : 0);
        flags |= top || (shape.linkedOnKeyOnly() && !key) ? 0x01 : 0;
        BigEndian.put8(target, 0, flags);
        BigEndian.put16(target, 1, 0x8000 | pictureId);
        int up = temporal == 0 || isSync() ? 0x10 : 0;
        BigEndian.put8(target, 3, temporal << 5 | up | spatial << 1 | (linked ? 1 : 0));
        BigEndian.put8(target, 4, tl0PicIdx);
        return structure ? vp9Structure(target) : 5;
    }

    private int vp9Structure(byte[] target) {
        BigEndian.put8(target, 5, (layers - 1) << 5 | 0x10);
        int at = 6;
        for (int layer = 0; layer < layers; layer++) {
            int height = shape.heightOf(encoding, layer);
            BigEndian.put16(target, at, height * 16 / 9);
            BigEndian.put16(target, at + 2, height);
            at += 4;
        }
        return at;
    }

    private static int av1(byte[] target) {
        BigEndian.put8(target, 0, 0x10);
        return 1;
    }

    /// A fragment of a slice (RFC 6184 §5.8).
    private int h264(byte[] target, boolean start) {
        BigEndian.put8(target, 0, 0x7C);
        BigEndian.put8(target, 1, (start ? FU_START : 0) | (key ? 5 : 1));
        return 2;
    }

    /// The same after RFC 7798 §4.4.3.
    private int h265(byte[] target, boolean start) {
        BigEndian.put8(target, 0, 49 << 1);
        BigEndian.put8(target, 1, 1);
        BigEndian.put8(target, 2, (start ? FU_START : 0) | (key ? 19 : 1));
        return 3;
    }
}
