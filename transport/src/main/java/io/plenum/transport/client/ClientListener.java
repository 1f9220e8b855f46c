package io.plenum.transport.client;

import io.plenum.transport.LinkState;

/// What a client link receives. Called on the loop's thread; arrays are valid during the call only.
public interface ClientListener {
    void state(LinkState state, String reason);

    /// Whether an RTP packet, still encrypted, is worth decrypting: a listener that only counts may know enough from
    /// its
    /// header.
    default boolean wants(byte[] packet, int length) {
        return true;
    }

    /// A decrypted RTP packet.
    void rtp(byte[] packet, int length, long nowNanos);

    /// A decrypted compound RTCP packet.
    void rtcp(byte[] packet, int length, long nowNanos);
}
