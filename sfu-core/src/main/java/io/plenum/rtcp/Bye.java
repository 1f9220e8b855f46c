package io.plenum.rtcp;

import io.plenum.rtp.BigEndian;

/// A BYE (RFC 3550 §6.6): the streams that end. Its reason is not read.
public final class Bye {
    private byte[] bytes = new byte[0];
    private int offset;

    public Bye wrap(RtcpReader reader) {
        bytes = reader.bytes();
        offset = reader.offset();
        return this;
    }

    public int count() {
        return bytes[offset] & 0x1F;
    }

    public long ssrc(int index) {
        return BigEndian.u32(bytes, offset + RtcpReader.HEADER + 4 * index);
    }
}
