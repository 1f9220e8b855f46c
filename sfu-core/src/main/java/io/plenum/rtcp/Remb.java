package io.plenum.rtcp;

import io.plenum.rtp.BigEndian;

/// The receiver's estimated maximum bitrate (draft-alvestrand-rmcat-remb-03 §2.2).
public final class Remb {
    private byte[] bytes = new byte[0];
    private int offset;

    public Remb wrap(RtcpReader reader) {
        bytes = reader.bytes();
        offset = reader.offset();
        return this;
    }

    /// Bits per second; what no long can hold is cut to its largest.
    public long bitrate() {
        int exponent = BigEndian.u8(bytes, offset + 17) >> 2;
        long mantissa = BigEndian.u24(bytes, offset + 17) & 0x3FFFF;
        return exponent >= Long.numberOfLeadingZeros(mantissa) ? Long.MAX_VALUE : mantissa << exponent;
    }

    public int count() {
        return BigEndian.u8(bytes, offset + 16);
    }

    public long ssrc(int index) {
        return BigEndian.u32(bytes, offset + RtcpReader.REMB_LENGTH + 4 * index);
    }
}
