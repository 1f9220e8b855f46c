package io.plenum.transport.client;

import io.plenum.transport.LinkState;

/// What a client link receives. Called on the loop's thread; arrays are valid during the call only.
public interface ClientListener {
    void state(LinkState state, String reason);

    /// Whether an RTP packet, still encrypted, is worth decrypting: a listener that only counts may know enough from
    /// its header.
    ///
    /// @param arrivedNanos when it was in our socket, as far as the kernel tells, on the clock of [System#nanoTime]
    default boolean wants(byte[] packet, int length, long arrivedNanos) {
        return true;
    }

    /// A decrypted RTP packet.
    ///
    /// @param nowNanos the loop's time
    /// @param arrivedNanos as above
    void rtp(byte[] packet, int length, long nowNanos, long arrivedNanos);

    /// A decrypted compound RTCP packet.
    void rtcp(byte[] packet, int length, long nowNanos);
}
