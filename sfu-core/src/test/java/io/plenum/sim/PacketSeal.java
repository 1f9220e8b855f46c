package io.plenum.sim;

/// What a load test puts at the end of each new packet, so that it knows it again: the payload's length is free.
@FunctionalInterface
public interface PacketSeal {
    PacketSeal NONE = (_, _, length) -> length;

    /// Called once for each packet, before it is kept for retransmission; returns the new length.
    ///
    /// @param payload where the payload begins
    int put(byte[] packet, int payload, int length);
}
