package io.plenum.bwe;

/// What keeps the target from being higher: the first half of the answer to "why is this picture not better?".
public enum RateLimit {
    /// Nothing is known yet beyond the start rate.
    STARTING,
    /// A probe is on its way, or its result is.
    PROBING,
    /// Less is sent than could be: the estimate has nothing to grow on, and nobody wants it to.
    APPLICATION,
    /// More would build up a queue.
    DELAY,
    /// More would get lost.
    LOSS,
    /// A queue stands on the way and is let empty first.
    QUEUE,
    /// The receiver names a limit of its own (REMB).
    RECEIVER,
    /// The receiver has gone silent.
    SILENCE,
    /// The configured maximum is reached.
    MAXIMUM
}
