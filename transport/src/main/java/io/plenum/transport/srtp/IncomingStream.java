package io.plenum.transport.srtp;

/// One SSRC that we hear: how far it has come, and which of its last 64 packets were here (RFC 3711 §3.3.1 and §3.3.2).
///
/// A packet's index is known for certain only when it has proved authentic; until then this gives an estimate, and
/// nothing changes.
final class IncomingStream {
    /// What RFC 3711 §3.3.2 asks for at least: more than any network reorders.
    static final int WINDOW = 64;

    private static final int HALF = 0x8000;

    private long highest;
    private long seen;
    private long heardNanos;
    private int ssrc;

    IncomingStream() {
        begin(0, RetiredStreams.UNKNOWN);
    }

    /// Becomes another stream, which was heard up to a number, or never.
    void begin(int newSsrc, long heardUpTo) {
        ssrc = newSsrc;
        highest = heardUpTo;
        seen = ~0L;
    }

    int ssrc() {
        return ssrc;
    }

    long highest() {
        return highest;
    }

    /// The index of a packet: of those with its 16 bits, the one nearest to the highest, and the higher one of two that
    /// are equally near while the highest is in the lower half of its cycle. A stream begins in cycle 0.
    long index(int sequence16) {
        if (highest < 0) {
            return sequence16;
        }
        int distance = (short) (sequence16 - highest);
        boolean lowerHalf = (highest & HALF) == 0;
        return highest + (distance == -HALF && lowerHalf ? HALF : distance);
    }

    /// Whether nothing was heard under this number, as far as is known.
    boolean isNew(long index) {
        long age = highest - index;
        return index >= 0 && (age < 0 || (age < WINDOW && (seen >>> age & 1) == 0));
    }

    /// A packet of this number, which was new, is authentic.
    void accept(long index) {
        long step = index - highest;
        if (highest < 0) {
            seen = 1;
        } else if (step > 0) {
            seen = step < WINDOW ? seen << step | 1 : 1;
        } else {
            seen |= 1L << -step;
        }
        highest = Math.max(highest, index);
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    long heardNanos() {
        return heardNanos;
    }
}
