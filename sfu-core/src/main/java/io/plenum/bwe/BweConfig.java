package io.plenum.bwe;

/// The rates between which the estimate moves, in bits per second.
///
/// @param minimum never less is promised: an Opus stream and the smallest video layer's key frames fit into it
/// @param start what is sent before anything is known; the first probes go to three and six times this
/// @param maximum never more is probed or promised: a screen full of high layers, with room to spare
public record BweConfig(long minimum, long start, long maximum) {
    private static final BweConfig DEFAULTS = new BweConfig(30_000, 300_000, 20_000_000);

    public BweConfig {
        if (minimum <= 0 || start < minimum || maximum < start) {
            throw new IllegalArgumentException(
                    "Rates must be 0 < minimum <= start <= maximum, not " + minimum + ", " + start + ", " + maximum);
        }
    }

    public static BweConfig defaults() {
        return DEFAULTS;
    }

    long clamp(long bitsPerSecond) {
        return Math.clamp(bitsPerSecond, minimum, maximum);
    }
}
