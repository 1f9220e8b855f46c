package io.plenum.room;

/// Reports that are due at regular intervals go a little before their time when their participant is written to anyway.
/// Packets come every few milliseconds, so that hardly a turn of the shard is begun for a report alone.
final class Early {
    /// As far apart as the packets of a voice. Of the shortest interval, the 100 ms of transport-wide feedback, it is a
    /// fifth.
    private static final long NANOS = 20_000_000L;

    private Early() {}

    static boolean isDue(long deadline, long nowNanos) {
        return deadline <= nowNanos + NANOS;
    }
}
