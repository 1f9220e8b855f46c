package io.plenum.codec;

import io.plenum.rtp.BigEndian;

/// The VP9 payload descriptor (RFC 9628 §4.2).
public final class Vp9Descriptor {
    private static final int ABSENT = -1;
    /// RFC 9628 §4.2.1: a picture refers to at most three earlier ones.
    private static final int MAX_REFERENCES = 3;

    private byte[] bytes = new byte[0];
    private int offset;
    private int end;
    private int descriptorEnd;
    private int pictureIdAt;
    private int layersAt;
    private int tl0PicIdxAt;
    private int structureAt;

    /// False when the payload is too short for the descriptor it announces; nothing else may be called then.
    public boolean wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        end = offset + length;
        pictureIdAt = ABSENT;
        layersAt = ABSENT;
        tl0PicIdxAt = ABSENT;
        structureAt = ABSENT;
        descriptorEnd = offset + 1;
        return length > 1 && wrapPictureId() && wrapLayers() && wrapReferences() && wrapStructure();
    }

    private boolean wrapPictureId() {
        if (has(offset, 0x80)) {
            pictureIdAt = descriptorEnd;
            descriptorEnd += has(pictureIdAt, 0x80) ? 2 : 1;
        }
        return descriptorEnd < end;
    }

    private boolean wrapLayers() {
        if (has(offset, 0x20)) {
            layersAt = descriptorEnd++;
            if (!flexible()) {
                tl0PicIdxAt = descriptorEnd++;
            }
        }
        return descriptorEnd < end;
    }

    private boolean wrapReferences() {
        if (!flexible() || !interPicturePredicted()) {
            return true;
        }
        for (int i = 0; i < MAX_REFERENCES && descriptorEnd < end; i++) {
            if (!has(descriptorEnd++, 0x01)) {
                return descriptorEnd < end;
            }
        }
        return false;
    }

    private boolean wrapStructure() {
        if (!has(offset, 0x02)) {
            return true;
        }
        structureAt = descriptorEnd++;
        if (has(structureAt, 0x10)) {
            descriptorEnd += 4 * spatialLayers();
        }
        if (has(structureAt, 0x08) && !skipPictureGroup()) {
            return false;
        }
        return descriptorEnd < end;
    }

    private boolean skipPictureGroup() {
        if (descriptorEnd >= end) {
            return false;
        }
        int pictures = BigEndian.u8(bytes, descriptorEnd++);
        for (int i = 0; i < pictures && descriptorEnd < end; i++) {
            descriptorEnd += 1 + (bytes[descriptorEnd] >> 2 & 0x03);
        }
        return descriptorEnd < end;
    }

    /// How many bytes the descriptor takes.
    public int length() {
        return descriptorEnd - offset;
    }

    /// Whether the frame refers to frames of earlier pictures (the P bit): a key picture's frames do not.
    public boolean interPicturePredicted() {
        return has(offset, 0x40);
    }

    private boolean flexible() {
        return has(offset, 0x10);
    }

    /// Whether this is the first packet of a layer's frame (the B bit).
    public boolean frameStart() {
        return has(offset, 0x08);
    }

    /// Whether this is the last packet of a layer's frame (the E bit).
    public boolean frameEnd() {
        return has(offset, 0x04);
    }

    /// How many bits the picture id has: 0, 7 or 15.
    public int pictureIdBits() {
        return pictureIdAt == ABSENT ? 0 : PictureId.bits(bytes, pictureIdAt);
    }

    /// -1 when absent.
    public int pictureId() {
        return pictureIdAt == ABSENT ? ABSENT : PictureId.read(bytes, pictureIdAt);
    }

    /// -1 when absent.
    public int tl0PicIdx() {
        return tl0PicIdxAt == ABSENT ? ABSENT : BigEndian.u8(bytes, tl0PicIdxAt);
    }

    /// 0 when there are no layers.
    public int temporalId() {
        return layersAt == ABSENT ? 0 : BigEndian.u8(bytes, layersAt) >> 5;
    }

    /// Whether a receiver may go up to this temporal layer here (the U bit).
    public boolean switchingUpPoint() {
        return layersAt != ABSENT && has(layersAt, 0x10);
    }

    /// 0 when there are no layers.
    public int spatialId() {
        return layersAt == ABSENT ? 0 : bytes[layersAt] >> 1 & 0x07;
    }

    /// Whether the frame refers to the spatial layer below in the same picture (the D bit).
    public boolean interLayerPredicted() {
        return layersAt != ABSENT && has(layersAt, 0x01);
    }

    /// Whether this is the first packet of a key picture: its lowest layer, referring to nothing.
    public boolean keyFrameStart() {
        return frameStart() && !interPicturePredicted() && spatialId() == 0;
    }

    /// How many spatial layers the stream has, as the scalability structure of this packet says; 0 without one.
    public int spatialLayers() {
        return structureAt == ABSENT ? 0 : (BigEndian.u8(bytes, structureAt) >> 5) + 1;
    }

    /// The width of a spatial layer in the scalability structure; 0 when it is not told here.
    public int width(int spatialId) {
        return hasSize(spatialId) ? BigEndian.u16(bytes, structureAt + 1 + 4 * spatialId) : 0;
    }

    public int height(int spatialId) {
        return hasSize(spatialId) ? BigEndian.u16(bytes, structureAt + 3 + 4 * spatialId) : 0;
    }

    private boolean hasSize(int spatialId) {
        return spatialId < spatialLayers() && has(structureAt, 0x10);
    }

    /// Copies the descriptor's start, so that it can be changed for one receiver; returns its length. A scalability
    /// structure behind it may have hundreds of bytes and is the same for all.
    public int copyStartTo(byte[] target, int targetOffset) {
        int end = tl0PicIdxAt != ABSENT ? tl0PicIdxAt + 1 : offset + 1 + (pictureIdBits() + 7) / Byte.SIZE;
        System.arraycopy(bytes, offset, target, targetOffset, end - offset);
        return end - offset;
    }

    /// Puts another picture id into a copy of this descriptor, in the width this one has.
    public void putPictureId(byte[] copy, int copyOffset, long pictureId) {
        if (pictureIdAt != ABSENT) {
            PictureId.put(copy, copyOffset + pictureIdAt - offset, pictureId);
        }
    }

    /// Puts another TL0PICIDX into a copy of this descriptor, where this one has any.
    public void putTl0PicIdx(byte[] copy, int copyOffset, long tl0PicIdx) {
        if (tl0PicIdxAt != ABSENT) {
            BigEndian.put8(copy, copyOffset + tl0PicIdxAt - offset, (int) tl0PicIdx);
        }
    }

    private boolean has(int index, int bits) {
        return (bytes[index] & bits) != 0;
    }
}
