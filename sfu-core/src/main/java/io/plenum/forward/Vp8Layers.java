package io.plenum.forward;

import io.plenum.codec.Vp8Descriptor;

/// Which temporal layers of a VP8 stream go on (RFC 7741 §4.2).
public final class Vp8Layers {
    private static final int ALL = 3;

    private final TargetLog temporal = new TargetLog();
    private int aim = ALL;
    private long highest;

    /// A key frame begins with this packet.
    public void restart(long sequence) {
        temporal.restart(sequence, aim);
        highest = sequence - 1;
    }

    public void aim(int temporalLayer) {
        aim = temporalLayer;
    }

    public int current() {
        return temporal.current();
    }

    public boolean keeps(Vp8Descriptor packet, long sequence) {
        int layer = Math.max(0, packet.temporalId());
        if (sequence > highest) {
            highest = sequence;
            if (packet.frameStart()) {
                change(packet, layer, sequence);
            }
        }
        return layer <= temporal.at(sequence);
    }

    /// Down at any frame; up where a frame refers to nothing that was left out, one layer at a time.
    private void change(Vp8Descriptor packet, int layer, long sequence) {
        int current = temporal.current();
        if (aim < current || (aim > current && packet.keyFrameStart())) {
            temporal.change(sequence, aim);
        } else if (aim > current && layer == current + 1 && packet.layerSync()) {
            temporal.change(sequence, layer);
        }
    }
}
