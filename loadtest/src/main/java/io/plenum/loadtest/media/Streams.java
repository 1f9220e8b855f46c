package io.plenum.loadtest.media;

/// Streams that should be playing at one moment, and those of them of which nothing has come for some
/// time: what is frozen, cut off or never began leaves no gap in any numbers.
///
/// @param wanted pictures, as many as others send and slots hold, and a voice where somebody speaks:
///     servers choose how many they pass on
public record Streams(int wanted, int starved) {
    /// So long nothing must come before a stream is starved: two frames at the slowest rate that a
    /// camera here has, and a key frame asked for four times.
    public static final long SILENCE_NANOS = 2_000_000_000L;

    public static final Streams NONE = new Streams(0, 0);

    public Streams plus(Streams other) {
        return new Streams(wanted + other.wanted, starved + other.starved);
    }
}
