package io.plenum.sim;

import io.plenum.rtp.BigEndian;

/// The cycle of temporal layers that fake cameras follow, as libvpx and libaom do by default.
final class TemporalPattern {
    private static final TemporalPattern T1 = new TemporalPattern(new int[] {0}, new int[] {1});
    private static final TemporalPattern T2 = new TemporalPattern(new int[] {0, 1}, new int[] {2, 1});
    private static final TemporalPattern T3 = new TemporalPattern(new int[] {0, 2, 1, 2}, new int[] {4, 1, 2, 1});

    private final int[] layers;
    /// How many pictures before it each one's reference is, once a cycle has gone by.
    private final int[] differences;

    private TemporalPattern(int[] layers, int[] differences) {
        this.layers = layers;
        this.differences = differences;
    }

    static TemporalPattern of(int temporalLayers) {
        return switch (temporalLayers) {
            case 1 -> T1;
            case 2 -> T2;
            case 3 -> T3;
            default -> throw new IllegalArgumentException(temporalLayers + " temporal layers");
        };
    }

    /// Where in the cycle a picture is.
    int place(int position) {
        return position % layers.length;
    }

    /// The temporal layer of the picture at a place of the cycle.
    int temporalId(int place) {
        return layers[place];
    }

    /// The picture group of VP9's scalability structure (RFC 9628 §4.2.1); returns where it ends.
    int writeGroup(byte[] target, int from) {
        int at = from;
        BigEndian.put8(target, at++, layers.length);
        for (int i = 0; i < layers.length; i++) {
            boolean up = layers[i] == 0 || i < 3;
            BigEndian.put8(target, at++, layers[i] << 5 | (up ? 0x10 : 0) | 1 << 2);
            BigEndian.put8(target, at++, differences[i]);
        }
        return at;
    }
}
