package io.plenum.rtcp;

import io.plenum.rtp.BigEndian;

/// Walks the packets of a compound RTCP packet (RFC 3550 §6.1, or a reduced-size one, RFC 5506):
/// `if (reader.wrap(…)) while (reader.next()) switch (reader.type()) …`
public final class RtcpReader {
    static final int HEADER = 4;
    static final int REPORT_BLOCK = 24;
    static final int SENDER_REPORT_LENGTH = 28;
    static final int RECEIVER_REPORT_LENGTH = 8;
    static final int FEEDBACK_LENGTH = 12;
    static final int REMB_LENGTH = 20;
    static final int TRANSPORT_CC_LENGTH = 20;
    private static final int REMB_NAME = 0x52454D42;

    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private int offset;
    private int packetEnd;
    private int bodyEnd;

    /// Checks everything: false when any packet in it is cut off, too short for its type, or no RTCP at all. Types
    /// that are not known here need only a length that fits.
    public boolean wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        start = offset;
        end = offset + length;
        rewind();
        while (packetEnd < end) {
            if (!step() || !hasContents()) {
                return false;
            }
        }
        rewind();
        return length > 0;
    }

    private void rewind() {
        offset = start;
        packetEnd = start;
    }

    /// Moves to the first packet, then to the next one; false after the last.
    public boolean next() {
        return packetEnd < end && step();
    }

    private boolean step() {
        offset = packetEnd;
        if (end - offset < HEADER || BigEndian.u8(bytes, offset) >> 6 != 2) {
            return false;
        }
        packetEnd = offset + 4 * (BigEndian.u16(bytes, offset + 2) + 1);
        return packetEnd <= end && stepOverPadding();
    }

    /// RFC 3550 §6.4.1 wants padding in the last packet only and by multiples of four bytes; browsers pad each
    /// transport-wide feedback to a whole word, by one to three bytes, wherever it stands.
    private boolean stepOverPadding() {
        bodyEnd = packetEnd;
        if ((bytes[offset] & 0x20) == 0) {
            return true;
        }
        int padding = BigEndian.u8(bytes, packetEnd - 1);
        bodyEnd -= padding;
        return padding > 0 && bodyEnd - offset >= HEADER;
    }

    private boolean hasContents() {
        return bodyEnd - offset
                >= switch (type()) {
                    case RtcpType.SENDER_REPORT -> SENDER_REPORT_LENGTH + count() * REPORT_BLOCK;
                    case RtcpType.RECEIVER_REPORT -> RECEIVER_REPORT_LENGTH + count() * REPORT_BLOCK;
                    case RtcpType.BYE -> HEADER + count() * 4;
                    case RtcpType.TRANSPORT_FEEDBACK -> transportFeedbackLength();
                    case RtcpType.PAYLOAD_FEEDBACK -> payloadFeedbackLength();
                    case RtcpType.EXTENDED_REPORT -> RECEIVER_REPORT_LENGTH;
                    default -> HEADER;
                };
    }

    /// RFC 4585 §6.2.1: a NACK names at least one packet.
    private int transportFeedbackLength() {
        return switch (count()) {
            case RtcpType.NACK -> FEEDBACK_LENGTH + Nack.ENTRY;
            case RtcpType.TRANSPORT_CC -> TRANSPORT_CC_LENGTH;
            default -> FEEDBACK_LENGTH;
        };
    }

    private int payloadFeedbackLength() {
        if (count() == RtcpType.FIR) {
            return FEEDBACK_LENGTH + Fir.ENTRY;
        }
        return isRemb() ? REMB_LENGTH + 4 * BigEndian.u8(bytes, offset + 16) : FEEDBACK_LENGTH;
    }

    public int type() {
        return BigEndian.u8(bytes, offset + 1);
    }

    /// The five bits beside the version: a number of blocks or sources, or the format of a feedback packet.
    public int count() {
        return bytes[offset] & 0x1F;
    }

    /// Of every type but SDES and BYE, which may have none.
    public long senderSsrc() {
        return BigEndian.u32(bytes, offset + 4);
    }

    /// Of feedback packets: the stream they are about (0 in FIR and REMB, which name theirs in the entries).
    public long mediaSsrc() {
        return BigEndian.u32(bytes, offset + 8);
    }

    public boolean isNack() {
        return type() == RtcpType.TRANSPORT_FEEDBACK && count() == RtcpType.NACK;
    }

    public boolean isTransportCc() {
        return type() == RtcpType.TRANSPORT_FEEDBACK && count() == RtcpType.TRANSPORT_CC;
    }

    public boolean isPli() {
        return type() == RtcpType.PAYLOAD_FEEDBACK && count() == RtcpType.PLI;
    }

    public boolean isFir() {
        return type() == RtcpType.PAYLOAD_FEEDBACK && count() == RtcpType.FIR;
    }

    public boolean isRemb() {
        return type() == RtcpType.PAYLOAD_FEEDBACK
                && count() == RtcpType.APPLICATION
                && bodyEnd - offset >= REMB_LENGTH
                && BigEndian.u32(bytes, offset + FEEDBACK_LENGTH) == REMB_NAME;
    }

    public byte[] bytes() {
        return bytes;
    }

    /// Where the packet starts.
    public int offset() {
        return offset;
    }

    /// Where its contents end, without padding.
    public int end() {
        return bodyEnd;
    }
}
