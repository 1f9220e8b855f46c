package io.plenum.room;

import io.plenum.memory.TimerQueue;

/// What changes slowly is looked at when it is due, or a little later, with the next packet that is written or heard
/// anyway: no turn of the shard is begun for such a look where packets come every few milliseconds. Unlike a report
/// ([Early]) nobody waits for it at a set time, and one that came sooner would be one more.
final class Patience {
    /// As far apart as the packets of a voice.
    private static final long NANOS = 20_000_000L;

    private Patience() {}

    /// When a look that is due is worth a turn of its own.
    static long deadline(long due) {
        return due == TimerQueue.NEVER ? due : due + NANOS;
    }
}
