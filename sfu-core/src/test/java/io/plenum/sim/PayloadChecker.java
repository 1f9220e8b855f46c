package io.plenum.sim;

/// Takes a stream's packets in their order and checks what is in them.
interface PayloadChecker {
    void accept(Arrived packet, long nowNanos);

    /// Whether nothing more can be decoded without a key frame.
    boolean isStuck();
}
