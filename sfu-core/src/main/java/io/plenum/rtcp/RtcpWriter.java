package io.plenum.rtcp;

import io.plenum.rtp.BigEndian;
import java.util.Arrays;

/// Composes a compound RTCP packet: `start`, then one call for each packet in it.
///
/// A call that returns false had no room and wrote nothing: send what there is and start again.
public final class RtcpWriter {
    /// The count field has five bits.
    private static final int MAX_REPORT_BLOCKS = 31;

    private static final int CNAME_ITEM = 1;
    private static final int REMB_NAME = 0x52454D42;
    private static final int REMB_MAX_SSRCS = 255;
    private static final int MANTISSA_BITS = 18;

    private byte[] target = new byte[0];
    private int start;
    private int end;
    private int limit;
    private int report;

    /// @param limit how many bytes may be written
    public RtcpWriter start(byte[] target, int offset, int limit) {
        this.target = target;
        this.start = offset;
        this.end = offset;
        this.limit = offset + limit;
        return this;
    }

    /// What has been written so far.
    public int length() {
        return end - start;
    }

    public int remaining() {
        return limit - end;
    }

    /// Report blocks added next belong to it.
    public boolean senderReport(long ssrc, long ntpTime, long rtpTimestamp, long packets, long octets) {
        int at = open(RtcpType.SENDER_REPORT, 0, RtcpReader.SENDER_REPORT_LENGTH);
        if (at < 0) {
            return false;
        }
        report = at;
        BigEndian.put32(target, at + 4, ssrc);
        BigEndian.put64(target, at + 8, ntpTime);
        BigEndian.put32(target, at + 16, rtpTimestamp);
        BigEndian.put32(target, at + 20, packets);
        BigEndian.put32(target, at + 24, octets);
        return true;
    }

    /// Report blocks added next belong to it.
    public boolean receiverReport(long ssrc) {
        int at = open(RtcpType.RECEIVER_REPORT, 0, RtcpReader.RECEIVER_REPORT_LENGTH);
        if (at < 0) {
            return false;
        }
        report = at;
        BigEndian.put32(target, at + 4, ssrc);
        return true;
    }

    /// Directly after a report or another block of it; false also when the report is full.
    public boolean reportBlock(
            long ssrc,
            int fractionLost,
            int cumulativeLost,
            long highestSequence,
            long jitter,
            long lastSr,
            long delay) {
        int blocks = target[report] & 0x1F;
        if (blocks == MAX_REPORT_BLOCKS || remaining() < RtcpReader.REPORT_BLOCK) {
            return false;
        }
        BigEndian.put32(target, end, ssrc);
        BigEndian.put8(target, end + 4, fractionLost);
        BigEndian.put24(target, end + 5, cumulativeLost);
        BigEndian.put32(target, end + 8, highestSequence);
        BigEndian.put32(target, end + 12, jitter);
        BigEndian.put32(target, end + 16, lastSr);
        BigEndian.put32(target, end + 20, delay);
        end += RtcpReader.REPORT_BLOCK;
        target[report]++;
        BigEndian.put16(target, report + 2, (end - report) / 4 - 1);
        return true;
    }

    /// An SDES packet with the one item that RFC 3550 §6.5 demands.
    ///
    /// @param cname at most 255 bytes of ASCII
    public boolean cname(long ssrc, byte[] cname) {
        int chunk = 4 + 2 + cname.length + 1;
        int at = open(RtcpType.SOURCE_DESCRIPTION, 1, RtcpReader.HEADER + roundUp(chunk));
        if (at < 0) {
            return false;
        }
        BigEndian.put32(target, at + 4, ssrc);
        BigEndian.put8(target, at + 8, CNAME_ITEM);
        BigEndian.put8(target, at + 9, cname.length);
        System.arraycopy(cname, 0, target, at + 10, cname.length);
        Arrays.fill(target, at + 10 + cname.length, end, (byte) 0);
        return true;
    }

    public boolean pli(long senderSsrc, long mediaSsrc) {
        return feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.PLI, 0, senderSsrc, mediaSsrc) >= 0;
    }

    /// @param sequence8 one more than in the request before, the same when that one is repeated
    public boolean fir(long senderSsrc, long mediaSsrc, int sequence8) {
        int at = feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FIR, Fir.ENTRY, senderSsrc, 0);
        if (at < 0) {
            return false;
        }
        BigEndian.put32(target, at, mediaSsrc);
        BigEndian.put32(target, at + 4, (long) sequence8 << 24);
        return true;
    }

    /// Asks for the packets `sequences[from..to)`, ascending and extended. Returns how many of them found room.
    public int nack(long senderSsrc, long mediaSsrc, long[] sequences, int from, int to) {
        int room = (remaining() - RtcpReader.FEEDBACK_LENGTH) / Nack.ENTRY;
        if (from == to || room <= 0) {
            return 0;
        }
        int packet = end;
        int entry = feedback(RtcpType.TRANSPORT_FEEDBACK, RtcpType.NACK, 0, senderSsrc, mediaSsrc);
        int next = from;
        while (next < to && room-- > 0) {
            next = nackEntry(entry, sequences, next, to);
            entry += Nack.ENTRY;
        }
        end = entry;
        BigEndian.put16(target, packet + 2, (end - packet) / 4 - 1);
        return next - from;
    }

    private int nackEntry(int entry, long[] sequences, int from, int to) {
        long first = sequences[from];
        int mask = 0;
        int next = from + 1;
        while (next < to && sequences[next] - first <= 16) {
            mask |= 1 << (sequences[next] - first - 1);
            next++;
        }
        BigEndian.put16(target, entry, (int) first);
        BigEndian.put16(target, entry + 2, mask);
        return next;
    }

    public boolean remb(long senderSsrc, long bitrate, long[] ssrcs, int count) {
        int entries = RtcpReader.REMB_LENGTH - RtcpReader.FEEDBACK_LENGTH + 4 * count;
        if (count > REMB_MAX_SSRCS) {
            return false;
        }
        int at = feedback(RtcpType.PAYLOAD_FEEDBACK, RtcpType.APPLICATION, entries, senderSsrc, 0);
        if (at < 0) {
            return false;
        }
        int exponent = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(bitrate) - MANTISSA_BITS);
        BigEndian.put32(target, at, REMB_NAME);
        BigEndian.put8(target, at + 4, count);
        BigEndian.put24(target, at + 5, (int) (exponent << MANTISSA_BITS | bitrate >> exponent));
        for (int i = 0; i < count; i++) {
            BigEndian.put32(target, at + 8 + 4 * i, ssrcs[i]);
        }
        return true;
    }

    /// Where the feedback's entries go, -1 without room.
    private int feedback(int type, int format, int entriesLength, long senderSsrc, long mediaSsrc) {
        int at = open(type, format, RtcpReader.FEEDBACK_LENGTH + entriesLength);
        if (at < 0) {
            return at;
        }
        BigEndian.put32(target, at + 4, senderSsrc);
        BigEndian.put32(target, at + 8, mediaSsrc);
        return at + RtcpReader.FEEDBACK_LENGTH;
    }

    /// Where the packet starts, -1 without room.
    private int open(int type, int count, int length) {
        if (remaining() < length) {
            return -1;
        }
        int at = end;
        BigEndian.put8(target, at, 2 << 6 | count);
        BigEndian.put8(target, at + 1, type);
        BigEndian.put16(target, at + 2, length / 4 - 1);
        end += length;
        return at;
    }

    private static int roundUp(int length) {
        return (length + 3) / 4 * 4;
    }
}
