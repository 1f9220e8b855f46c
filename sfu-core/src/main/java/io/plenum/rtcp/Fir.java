package io.plenum.rtcp;

import io.plenum.rtp.BigEndian;

/// A full intra request (RFC 5104 §4.3.1): `while (fir.next()) …`
public final class Fir {
    static final int ENTRY = 8;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    public Fir wrap(RtcpReader reader) {
        bytes = reader.bytes();
        at = reader.offset() + RtcpReader.FEEDBACK_LENGTH - ENTRY;
        end = reader.end();
        return this;
    }

    public boolean next() {
        at += ENTRY;
        return end - at >= ENTRY;
    }

    public long ssrc() {
        return BigEndian.u32(bytes, at);
    }

    /// The same number again is the same request, repeated.
    public int sequence8() {
        return BigEndian.u8(bytes, at + 4);
    }
}
