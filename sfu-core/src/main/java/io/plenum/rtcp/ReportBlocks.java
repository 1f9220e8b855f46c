package io.plenum.rtcp;

import io.plenum.rtp.BigEndian;

/// The report blocks of an SR or RR (RFC 3550 §6.4.1): `while (blocks.next()) …`
public final class ReportBlocks {
    private byte[] bytes = new byte[0];
    private int at;
    private int remaining;

    public ReportBlocks wrap(RtcpReader reader) {
        boolean fromSender = reader.type() == RtcpType.SENDER_REPORT;
        int first = fromSender ? RtcpReader.SENDER_REPORT_LENGTH : RtcpReader.RECEIVER_REPORT_LENGTH;
        bytes = reader.bytes();
        at = reader.offset() + first - RtcpReader.REPORT_BLOCK;
        remaining = reader.count();
        return this;
    }

    public boolean next() {
        at += RtcpReader.REPORT_BLOCK;
        return remaining-- > 0;
    }

    public long ssrc() {
        return BigEndian.u32(bytes, at);
    }

    /// Lost since the report before, in 256ths.
    public int fractionLost() {
        return BigEndian.u8(bytes, at + 4);
    }

    /// Signed: duplicates can make it negative.
    public int cumulativeLost() {
        return (BigEndian.u24(bytes, at + 5) << 8) >> 8;
    }

    /// The sequence number in the low 16 bits, its laps above.
    public long highestSequence() {
        return BigEndian.u32(bytes, at + 8);
    }

    /// In units of the stream's clock.
    public long jitter() {
        return BigEndian.u32(bytes, at + 12);
    }

    /// The compact NTP time of the last SR received; 0 when there was none.
    public long lastSenderReport() {
        return BigEndian.u32(bytes, at + 16);
    }

    /// In 65,536ths of a second.
    public long delaySinceLastSenderReport() {
        return BigEndian.u32(bytes, at + 20);
    }
}
