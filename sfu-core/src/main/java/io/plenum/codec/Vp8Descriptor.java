package io.plenum.codec;

import io.plenum.rtp.BigEndian;

/// The VP8 payload descriptor (RFC 7741 §4.2), and as much of the frame behind it as tells a key frame (§4.3).
public final class Vp8Descriptor {
    /// One byte, its extension, two bytes of picture id, TL0PICIDX, and TID/Y/KEYIDX.
    public static final int MAX_LENGTH = 6;

    private static final int ABSENT = -1;
    /// A 3-byte frame tag, a 3-byte start code, width and height (RFC 6386 §9.1).
    private static final int KEY_FRAME_HEADER = 10;

    private static final int START_CODE = 0x9D012A;
    private static final int SIZE_MASK = 0x3FFF;

    private byte[] bytes = new byte[0];
    private int offset;
    private int end;
    private int descriptorEnd;
    private int pictureIdAt;
    private int tl0PicIdxAt;
    private int temporalAt;

    /// False when the payload is too short for the descriptor it announces; nothing else may be called then.
    public boolean wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        end = offset + length;
        pictureIdAt = ABSENT;
        tl0PicIdxAt = ABSENT;
        temporalAt = ABSENT;
        descriptorEnd = offset + 1;
        if (length > 1 && has(offset, 0x80)) {
            wrapExtension();
        }
        // A descriptor without a frame behind it means nothing, and an announced extension may be cut off.
        return length > 1 && descriptorEnd < end;
    }

    private void wrapExtension() {
        int flags = descriptorEnd++;
        if (has(flags, 0x80)) {
            pictureIdAt = descriptorEnd;
            descriptorEnd += descriptorEnd < end && has(descriptorEnd, 0x80) ? 2 : 1;
        }
        if (has(flags, 0x40)) {
            tl0PicIdxAt = descriptorEnd++;
        }
        if (has(flags, 0x30)) {
            temporalAt = descriptorEnd++;
        }
    }

    /// How many bytes the descriptor takes.
    public int length() {
        return descriptorEnd - offset;
    }

    /// Whether a partition starts in this packet (the S bit).
    public boolean partitionStart() {
        return has(offset, 0x10);
    }

    public int partitionId() {
        return bytes[offset] & 0x07;
    }

    /// Whether this is a picture's first packet.
    public boolean frameStart() {
        return partitionStart() && partitionId() == 0;
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

    /// The temporal layer, -1 when absent.
    public int temporalId() {
        return hasTemporalId() ? BigEndian.u8(bytes, temporalAt) >> 6 : ABSENT;
    }

    /// Whether the picture refers to the base layer only, so that a receiver may go up to this layer here (the Y bit).
    public boolean layerSync() {
        return hasTemporalId() && has(temporalAt, 0x20);
    }

    /// -1 when absent.
    public int keyIdx() {
        boolean present = temporalAt != ABSENT && has(offset + 1, 0x10);
        return present ? bytes[temporalAt] & 0x1F : ABSENT;
    }

    /// Whether this is the first packet of a key frame (the inverted P bit of the frame's first byte).
    public boolean keyFrameStart() {
        return frameStart() && (bytes[descriptorEnd] & 0x01) == 0;
    }

    /// The width of the key frame that starts here; 0 when its header does not follow whole.
    public int width() {
        return hasKeyFrameHeader() ? littleEndian16(descriptorEnd + 6) & SIZE_MASK : 0;
    }

    public int height() {
        return hasKeyFrameHeader() ? littleEndian16(descriptorEnd + 8) & SIZE_MASK : 0;
    }

    private boolean hasKeyFrameHeader() {
        return keyFrameStart()
                && end - descriptorEnd >= KEY_FRAME_HEADER
                && BigEndian.u24(bytes, descriptorEnd + 3) == START_CODE;
    }

    private int littleEndian16(int index) {
        return BigEndian.u8(bytes, index) | (BigEndian.u8(bytes, index + 1) << 8);
    }

    /// Copies the descriptor, so that it can be changed for one receiver; returns its length.
    public int copyTo(byte[] target, int targetOffset) {
        System.arraycopy(bytes, offset, target, targetOffset, length());
        return length();
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

    /// Puts another KEYIDX into a copy of this descriptor, where this one has any.
    public void putKeyIdx(byte[] copy, int copyOffset, int keyIdx) {
        if (keyIdx() != ABSENT) {
            int at = copyOffset + temporalAt - offset;
            BigEndian.put8(copy, at, (copy[at] & 0xE0) | (keyIdx & 0x1F));
        }
    }

    private boolean hasTemporalId() {
        return temporalAt != ABSENT && has(offset + 1, 0x20);
    }

    private boolean has(int index, int bits) {
        return (bytes[index] & bits) != 0;
    }
}
