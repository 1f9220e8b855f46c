package io.plenum.server.heap;

/// How much may be made between two collections. Fixed, it is too little for a crowd that joins, whose collector then
/// never rests and slows everybody down (each of its cycles is felt at each first call of a method and first look at an
/// object), or too much for all the rest of the time. So it grows while the collector is busy, and shrinks again.
final class YoungRoom {
    private static final long MEGABYTE = 1 << 20;

    /// What a calm server makes in some ten seconds.
    static final long LEAST = 64 * MEGABYTE;

    /// 50 joins a second make that in some seven seconds; a collection every few is not felt.
    static final long MOST = 256 * MEGABYTE;

    /// Of the time, from which on the collector is felt.
    static final double BUSY = 0.1;

    /// With half the room it would work twice as often: still less than what is [#BUSY].
    static final double IDLE = 0.03;

    private long room = LEAST;

    /// @param share of the time since the last answer in which the collector worked
    long after(double share) {
        if (share > BUSY) {
            room = Math.min(MOST, 2 * room);
        } else if (share < IDLE) {
            room = Math.max(LEAST, room / 2);
        }
        return room;
    }
}
