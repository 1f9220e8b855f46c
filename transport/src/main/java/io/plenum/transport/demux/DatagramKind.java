package io.plenum.transport.demux;

/// What a datagram is, by its first byte (RFC 7983 §7).
public enum DatagramKind {
    STUN,
    DTLS,
    /// RTP or RTCP, both encrypted.
    SRTP,
    /// ZRTP, TURN channels, QUIC and what nobody has defined: not spoken here.
    OTHER;

    public static DatagramKind of(byte first) {
        int value = first & 0xff;
        if (value <= 3) {
            return STUN;
        }
        if (value >= 20 && value <= 63) {
            return DTLS;
        }
        return value >= 128 && value <= 191 ? SRTP : OTHER;
    }
}
