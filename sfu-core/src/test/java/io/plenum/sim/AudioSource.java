package io.plenum.sim;

/// A microphone.
interface AudioSource {
    OutgoingStream stream();

    /// How loud it speaks from now on.
    void level(int minusDbov);

    void enabled(boolean changed);

    /// Sends what is due; returns when to call again.
    long advance(long nowNanos, Wire wire);
}
