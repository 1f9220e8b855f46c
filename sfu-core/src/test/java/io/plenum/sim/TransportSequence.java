package io.plenum.sim;

/// The transport-wide sequence number: one for all streams of a client.
final class TransportSequence {
    private int next;

    int next() {
        next = (next + 1) & 0xFFFF;
        return next;
    }
}
