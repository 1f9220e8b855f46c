package io.plenum.transport.client;

import io.plenum.transport.LinkState;

/// What a client link receives. Called on the loop's thread; arrays are valid during the call only.
public interface ClientListener {
    void state(LinkState state, String reason);

    /// A decrypted RTP packet.
    void rtp(byte[] packet, int length, long nowNanos);

    /// A decrypted compound RTCP packet.
    void rtcp(byte[] packet, int length, long nowNanos);
}
