package io.plenum.rtp;

/// Turns the 16-bit sequence numbers of one stream into ones that never wrap.
///
/// The first number is put one lap above zero, so that packets reordered before it stay positive.
public final class SequenceExtender {
    private static final long LAP = 1 << 16;

    private long highest = -1;

    /// The extended number nearest to the highest one so far, which it may become.
    public long extend(int sequence16) {
        long sequence = nearest(sequence16);
        highest = Math.max(highest, sequence);
        return sequence;
    }

    /// The same without moving on: for numbers that a peer merely names (NACK, reports).
    public long nearest(int sequence16) {
        return highest < 0 ? LAP + sequence16 : highest + (short) (sequence16 - highest);
    }

    public boolean started() {
        return highest >= 0;
    }

    /// -1 before the first.
    public long highest() {
        return highest;
    }

    /// Forgets everything: the sender began anew.
    public void reset() {
        highest = -1;
    }
}
