package io.plenum.transport.srtp;

/// Which packet numbers of an outgoing stream were used lately, and for what: a number that seals two different packets
/// gives GCM's key away. The very same packet may go out under its number again, since that is the same ciphertext: a
/// retransmission where RTX was not agreed.
///
/// What tells the very same packet is its tag: under one key and one number, only equal packets have equal tags.
///
/// A number is RFC 3711's packet index, the roll-over counter in front of the sequence number. What jitsi-srtp takes it
/// for is the same for every number that is allowed here.
final class SendWindow {
    /// How late a number may be sent or sent again: twice the 512 packets that a stream's history holds.
    static final int SIZE = 1_024;

    /// What was never sealed has this for its tag.
    static final long NONE = 0;

    /// The window's memory follows the stream's length: a stream of retransmissions often stays this short.
    private static final int FIRST_CAPACITY = 64;

    private long[] tags = new long[FIRST_CAPACITY];
    private final long floor;
    private long lowest;
    private long highest;

    /// @param usedUpTo a number up to which all may have been used, for nobody knows what; -1 when none was
    SendWindow(long usedUpTo) {
        floor = usedUpTo;
        lowest = usedUpTo;
        highest = usedUpTo;
    }

    long highest() {
        return highest;
    }

    /// The number of a packet: of those with its 16 bits, the one nearest to the highest.
    long index(int sequence16) {
        return highest < 0 ? sequence16 : highest + (short) (sequence16 - highest);
    }

    /// Whether it is known what the number was used for. No stream begins below 0.
    boolean knows(long index) {
        return index > floor && index > highest - SIZE;
    }

    /// The window now reaches as far as this number, which it [#knows].
    void reach(long index) {
        if (highest < 0) {
            lowest = index;
            highest = index;
            return;
        }
        long top = Math.max(highest, index);
        long bottom = Math.min(lowest, index);
        while (tags.length < SIZE && top - bottom >= tags.length) {
            grow();
        }
        for (long fresh = Math.max(highest + 1, top - tags.length + 1); fresh <= top; fresh++) {
            tags[slot(fresh)] = NONE;
        }
        lowest = bottom;
        highest = top;
    }

    private void grow() {
        long[] old = tags;
        tags = new long[2 * old.length];
        for (long index = lowest; index <= highest; index++) {
            tags[slot(index)] = old[(int) index & old.length - 1];
        }
    }

    /// The end of the tag that was made for a number in reach, or [#NONE].
    long tag(long index) {
        return tags[slot(index)];
    }

    void sealed(long index, long tag) {
        tags[slot(index)] = tag;
    }

    private int slot(long index) {
        return (int) index & tags.length - 1;
    }
}
