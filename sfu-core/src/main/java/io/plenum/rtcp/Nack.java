package io.plenum.rtcp;

import io.plenum.rtp.BigEndian;

/// A generic NACK (RFC 4585 §6.2.1): `for (int lost = nack.next(); lost >= 0; lost = nack.next()) …`
public final class Nack {
    /// A packet id and a bitmask of the 16 that follow it.
    static final int ENTRY = 4;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private long mediaSsrc;
    private int packetId;
    private int mask;

    public Nack wrap(RtcpReader reader) {
        bytes = reader.bytes();
        at = reader.offset() + RtcpReader.FEEDBACK_LENGTH;
        end = reader.end();
        mediaSsrc = reader.mediaSsrc();
        mask = 0;
        return this;
    }

    public long mediaSsrc() {
        return mediaSsrc;
    }

    /// The next lost sequence number (16 bits), -1 after the last. At most 17 for each four bytes of the packet.
    public int next() {
        if (mask != 0) {
            int step = Integer.numberOfTrailingZeros(mask) + 1;
            mask &= mask - 1;
            return (packetId + step) & 0xFFFF;
        }
        if (end - at < ENTRY) {
            return -1;
        }
        packetId = BigEndian.u16(bytes, at);
        mask = BigEndian.u16(bytes, at + 2);
        at += ENTRY;
        return packetId;
    }
}
