package io.plenum.rtp;

/// An RTP packet (RFC 3550 §5.1) in somebody's byte array: wrapped, checked once, then read field by field.
///
/// All offsets are indices into the wrapped array. Header extensions (RFC 8285) are found by number, or walked:
/// `for (int at = packet.firstExtension(); at >= 0; at = packet.nextExtension(at)) … packet.extensionId(at) …`
public final class RtpPacket {
    public static final int FIXED_HEADER = 12;

    private static final int CSRC_LENGTH = 4;
    private static final int EXTENSION_HEADER = 4;
    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    /// RFC 8285 §4.3: the low four bits ("appbits") may hold anything.
    private static final int TWO_BYTE_PROFILE = 0x1000;

    private static final int TWO_BYTE_PROFILE_MASK = 0xFFF0;
    private static final int NONE = -1;

    private byte[] bytes = new byte[0];
    private int offset;
    private int payloadOffset;
    private int payloadLength;
    private int paddingLength;
    private int extensionsOffset;
    private int extensionsEnd;
    private boolean twoByteForm;

    /// RFC 5761 §4: payload types 64–95 with the marker read as RTCP's 192–223 are never used for RTP.
    public static boolean isRtcp(byte[] bytes, int length) {
        return length >= 2 && (bytes[1] & 0xFF) >= 192 && (bytes[1] & 0xFF) <= 223;
    }

    /// False when the bytes are no RTP packet; nothing else may be called then.
    public boolean wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        if (length < FIXED_HEADER || version() != 2) {
            return false;
        }
        int end = offset + length;
        int headerEnd = offset + FIXED_HEADER + csrcCount() * CSRC_LENGTH;
        if (headerEnd > end) {
            return false;
        }
        headerEnd = wrapExtensions(headerEnd, end);
        return headerEnd != NONE && wrapPayload(headerEnd, end);
    }

    /// Where the header ends, or NONE.
    private int wrapExtensions(int start, int end) {
        extensionsOffset = start;
        extensionsEnd = start;
        if (!hasExtensions()) {
            return start;
        }
        int dataOffset = start + EXTENSION_HEADER;
        if (dataOffset > end) {
            return NONE;
        }
        int dataEnd = dataOffset + 4 * BigEndian.u16(bytes, start + 2);
        if (dataEnd > end) {
            return NONE;
        }
        int profile = BigEndian.u16(bytes, start);
        twoByteForm = (profile & TWO_BYTE_PROFILE_MASK) == TWO_BYTE_PROFILE;
        if (twoByteForm || profile == ONE_BYTE_PROFILE) {
            extensionsOffset = dataOffset;
            extensionsEnd = dataEnd;
        }
        return dataEnd;
    }

    private boolean wrapPayload(int headerEnd, int end) {
        payloadOffset = headerEnd;
        paddingLength = 0;
        if (hasPadding()) {
            paddingLength = end > headerEnd ? BigEndian.u8(bytes, end - 1) : 0;
            if (paddingLength == 0 || paddingLength > end - headerEnd) {
                return false;
            }
        }
        payloadLength = end - headerEnd - paddingLength;
        return true;
    }

    public byte[] bytes() {
        return bytes;
    }

    private int version() {
        return BigEndian.u8(bytes, offset) >> 6;
    }

    private boolean hasPadding() {
        return (bytes[offset] & 0x20) != 0;
    }

    private boolean hasExtensions() {
        return (bytes[offset] & 0x10) != 0;
    }

    public int csrcCount() {
        return bytes[offset] & 0x0F;
    }

    public long csrc(int index) {
        return BigEndian.u32(bytes, offset + FIXED_HEADER + index * CSRC_LENGTH);
    }

    public boolean marker() {
        return bytes[offset + 1] < 0;
    }

    public int payloadType() {
        return bytes[offset + 1] & 0x7F;
    }

    /// As on the wire: extend it with a [SequenceExtender] before comparing.
    public int sequence16() {
        return BigEndian.u16(bytes, offset + 2);
    }

    /// Unsigned 32 bits.
    public long timestamp() {
        return BigEndian.u32(bytes, offset + 4);
    }

    /// Unsigned 32 bits.
    public long ssrc() {
        return BigEndian.u32(bytes, offset + 8);
    }

    public int headerLength() {
        return payloadOffset - offset;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    /// Without the padding.
    public int payloadLength() {
        return payloadLength;
    }

    public int paddingLength() {
        return paddingLength;
    }

    /// Where the data of an extension starts, -1 when the packet does not carry it.
    public int extensionOffset(int id) {
        int at = find(id);
        return at < 0 ? NONE : dataOffset(at);
    }

    /// Its length in bytes, -1 when the packet does not carry it (0 is a length in the two-byte form).
    public int extensionLength(int id) {
        int at = find(id);
        return at < 0 ? NONE : dataLength(at);
    }

    private int find(int id) {
        int at = firstExtension();
        while (at >= 0 && extensionId(at) != id) {
            at = nextExtension(at);
        }
        return at;
    }

    /// A position to give to the methods below, -1 when there is none.
    public int firstExtension() {
        return elementFrom(extensionsOffset);
    }

    public int nextExtension(int at) {
        return elementFrom(dataOffset(at) + dataLength(at));
    }

    public int extensionId(int at) {
        return twoByteForm ? BigEndian.u8(bytes, at) : BigEndian.u8(bytes, at) >> 4;
    }

    public int dataOffset(int at) {
        return at + (twoByteForm ? 2 : 1);
    }

    public int dataLength(int at) {
        return twoByteForm ? BigEndian.u8(bytes, at + 1) : (bytes[at] & 0x0F) + 1;
    }

    /// The first whole element at or after an index; an element that overruns the block ends the walk.
    private int elementFrom(int index) {
        int at = index;
        while (at < extensionsEnd && bytes[at] == 0) {
            at++;
        }
        if (at >= extensionsEnd || (!twoByteForm && endsWalk(extensionId(at)))) {
            return NONE;
        }
        return dataOffset(at) <= extensionsEnd && dataOffset(at) + dataLength(at) <= extensionsEnd ? at : NONE;
    }

    /// RFC 8285 §4.2: number 15 stops the processing, and so does number 0 with a length (it is no padding).
    private static boolean endsWalk(int oneByteId) {
        return oneByteId == 15 || oneByteId == 0;
    }
}
