package io.plenum.bwe;

/// What goes first when not everything can go at once, in this order.
public enum PacketPriority {
    /// Never waits: a delayed syllable is worse than a late pixel.
    AUDIO,
    /// Somebody's picture stands still until it arrives.
    RETRANSMISSION,
    VIDEO
}
