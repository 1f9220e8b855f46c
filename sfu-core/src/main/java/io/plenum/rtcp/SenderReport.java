package io.plenum.rtcp;

import io.plenum.rtp.BigEndian;

/// The sender's half of an SR (RFC 3550 §6.4.1); its report blocks are read by [ReportBlocks].
public final class SenderReport {
    private byte[] bytes = new byte[0];
    private int offset;

    public SenderReport wrap(RtcpReader reader) {
        bytes = reader.bytes();
        offset = reader.offset();
        return this;
    }

    public long ssrc() {
        return BigEndian.u32(bytes, offset + 4);
    }

    /// 64 bits: see [io.plenum.rtp.NtpTime].
    public long ntpTime() {
        return BigEndian.i64(bytes, offset + 8);
    }

    public long rtpTimestamp() {
        return BigEndian.u32(bytes, offset + 16);
    }

    public long packetCount() {
        return BigEndian.u32(bytes, offset + 20);
    }

    public long octetCount() {
        return BigEndian.u32(bytes, offset + 24);
    }
}
