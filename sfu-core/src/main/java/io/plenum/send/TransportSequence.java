package io.plenum.send;

/// The transport-wide number of each packet to one subscriber, whatever stream it belongs to
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01 §2). Counted without wrapping; the wire has 16 bits of it.
public final class TransportSequence {
    private long last;

    long next() {
        return ++last;
    }
}
