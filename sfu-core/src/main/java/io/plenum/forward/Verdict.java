package io.plenum.forward;

/// What becomes of one packet for one subscriber.
public enum Verdict {
    FORWARD,
    /// Not for this subscriber, and the receiver must not see a gap where it was.
    DROP,
    /// The first packet of another source: numbers, times and picture ids are joined before it goes.
    SWITCH
}
