package io.plenum.relay;

/// The spatial layers of a track of which one shard tells another that they flow: one byte for each encoding.
public final class LayerSet {
    public static final long NONE = 0;

    private LayerSet() {}

    /// Adds one flowing spatial layer.
    public static long withFlowing(long set, int encoding, int spatial) {
        return set | (1L << (encoding * Byte.SIZE + spatial));
    }

    public static boolean flows(long set, int encoding, int spatial) {
        return ((set >> (encoding * Byte.SIZE + spatial)) & 1) != 0;
    }
}
