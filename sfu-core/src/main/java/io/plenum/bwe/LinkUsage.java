package io.plenum.bwe;

/// What the trend of the delay says about the queue on the way.
public enum LinkUsage {
    NORMAL,
    OVERUSED,
    UNDERUSED
}
