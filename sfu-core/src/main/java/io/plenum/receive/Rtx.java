package io.plenum.receive;

import io.plenum.memory.Packet;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;

/// Turns a retransmission back into the packet it repeats (RFC 4588 §4).
public final class Rtx {
    /// The original sequence number, in front of the original payload.
    public static final int OSN_LENGTH = 2;

    private Rtx() {}

    /// False when there is no original in it: browsers probe with padding on the retransmission stream. An original
    /// that was padding itself is one without a payload.
    public static boolean hasOriginal(RtpPacket rtx) {
        return rtx.payloadLength() >= OSN_LENGTH;
    }

    /// In place: the header gets the original's numbers, the payload moves over the original sequence number. The
    /// flyweight is left on the original.
    public static void unwrap(Packet packet, RtpPacket rtx, long ssrc, int payloadType) {
        byte[] bytes = packet.bytes();
        int payload = rtx.payloadOffset();
        int markerBit = bytes[1] & 0x80;
        BigEndian.put8(bytes, 1, markerBit | payloadType);
        BigEndian.put16(bytes, 2, BigEndian.u16(bytes, payload));
        BigEndian.put32(bytes, 8, ssrc);
        int rest = packet.length() - payload - OSN_LENGTH;
        System.arraycopy(bytes, payload + OSN_LENGTH, bytes, payload, rest);
        packet.length(packet.length() - OSN_LENGTH);
        if (!rtx.wrap(bytes, 0, packet.length())) {
            throw new IllegalStateException("a sound retransmission became an unsound packet");
        }
    }
}
