package io.plenum.receive;

/// What a sequence number turned out to be.
public enum Arrival {
    /// Ahead of all others, or the late one of a gap: goes on.
    NEW,
    DUPLICATE,
    /// Behind everything that could still be of use, or part of a jump that nothing has confirmed yet.
    TOO_OLD,
    /// The sender began anew: nothing before this packet has to do with what follows.
    RESTARTED
}
