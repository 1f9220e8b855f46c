package io.plenum.receive;

/// How many bits in a second each layer of one encoding takes, by what arrives.
///
/// Measured in windows, because a decision that is made twice a second needs nothing finer. A key frame
/// falls into one window: of two windows in a row the smaller counts before the rate is believed to
/// rise.
public final class LayerRates {
    /// What scalable codecs of browsers are used with at most; layers above are counted with the highest.
    public static final int MAX_TEMPORAL_LAYERS = 4;

    static final long WINDOW_NANOS = 500_000_000L;

    /// So much each window weighs, once there were as many: two seconds are remembered, in which
    /// encoders spread the bits of a key frame.
    private static final int MEMORY = 4;

    /// Whoever was silent for longer was switched off, or has nothing to show: its rate is what it was
    /// before.
    private static final long SILENCE_NANOS = 2_000_000_000L;

    /// A change by less than one part in so many is noise.
    private static final int NOTICEABLE = 16;

    private final long[] bytes;
    private final long[] previous;
    private final long[] rates;
    private final long[] told;
    private long windowStart;
    private int windows = -1;

    public LayerRates(int spatialLayers) {
        int layers = spatialLayers * MAX_TEMPORAL_LAYERS;
        bytes = new long[layers];
        previous = new long[layers];
        rates = new long[layers];
        told = new long[layers];
    }

    /// A packet of a layer came. True when that ended a window which changed the figures noticeably.
    public boolean arrived(int spatial, int temporal, int sizeBytes, long nowNanos) {
        boolean changed = false;
        if (windows < 0 || nowNanos - windowStart >= SILENCE_NANOS) {
            begin(nowNanos);
        } else if (nowNanos - windowStart >= WINDOW_NANOS) {
            changed = close(nowNanos - windowStart);
            windowStart = nowNanos;
        }
        bytes[index(spatial, temporal)] += sizeBytes;
        return changed;
    }

    private void begin(long nowNanos) {
        windows = Math.max(0, windows);
        windowStart = nowNanos;
        for (int layer = 0; layer < bytes.length; layer++) {
            bytes[layer] = 0;
            previous[layer] = rates[layer];
        }
    }

    private boolean close(long lengthNanos) {
        windows = Math.min(windows + 1, MEMORY);
        boolean changed = false;
        for (int layer = 0; layer < bytes.length; layer++) {
            long sample = bytes[layer] * 8 * 1_000_000 / (lengthNanos / 1_000);
            long believed = sample;
            if (windows > 1 && sample > rates[layer]) {
                believed = Math.max(rates[layer], Math.min(sample, previous[layer]));
            }
            rates[layer] += (believed - rates[layer]) / windows;
            previous[layer] = sample;
            bytes[layer] = 0;
            changed |= Math.abs(rates[layer] - told[layer]) * NOTICEABLE > told[layer];
        }
        if (changed) {
            System.arraycopy(rates, 0, told, 0, rates.length);
        }
        return changed;
    }

    /// Another shard measured it, where all of it arrives.
    public void told(int spatial, int temporal, long bitsPerSecond) {
        told[index(spatial, temporal)] = bitsPerSecond;
        windows = Math.max(windows, 1);
    }

    /// Whether anything has been measured.
    public boolean known() {
        return windows > 0;
    }

    /// Of this layer alone; 0 = nothing was measured, or nothing came.
    public long bitsPerSecond(int spatial, int temporal) {
        return told[index(spatial, temporal)];
    }

    private static int index(int spatial, int temporal) {
        return spatial * MAX_TEMPORAL_LAYERS + Math.min(temporal, MAX_TEMPORAL_LAYERS - 1);
    }
}
