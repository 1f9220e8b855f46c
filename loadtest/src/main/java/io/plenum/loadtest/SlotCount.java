package io.plenum.loadtest;

import io.plenum.core.MediaKind;
import io.plenum.rtp.SequenceExtender;

/// What arrived in one slot. Written by the loop's thread alone, readable from any.
public final class SlotCount {
    private final String mid;
    private final MediaKind kind;
    private final SequenceExtender sequences = new SequenceExtender();
    private volatile long first = -1;
    private volatile long highest;
    private volatile long packets;
    private volatile long bytes;

    SlotCount(String mid, MediaKind kind) {
        this.mid = mid;
        this.kind = kind;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void packet(int sequence16, int length) {
        long sequence = sequences.extend(sequence16);
        if (first < 0) {
            first = sequence;
            highest = sequence;
        }
        highest = Math.max(highest, sequence);
        packets++;
        bytes += length;
    }

    public String mid() {
        return mid;
    }

    public MediaKind kind() {
        return kind;
    }

    /// Without retransmissions.
    public long packets() {
        return packets;
    }

    public long bytes() {
        return bytes;
    }

    /// How many sequence numbers did not come by themselves (RFC 3550 appendix A.3); retransmission may have repaired
    /// them.
    public long lost() {
        return first < 0 ? 0 : highest - first + 1 - packets;
    }
}
