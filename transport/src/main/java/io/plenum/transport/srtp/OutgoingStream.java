package io.plenum.transport.srtp;

/// One SSRC that we send, and which of its packet numbers were used lately, and for what: a number that seals two
/// different packets gives GCM's key away. The very same packet may go out under its number again, since that is the
/// same ciphertext: a retransmission where RTX was not agreed.
///
/// What tells the very same packet is its tag: under one key and one number, only equal packets have equal tags.
///
/// A number is RFC 3711's packet index, the roll-over counter in front of the sequence number. What jitsi-srtp takes it
/// for is the same for every number that is allowed here.
///
/// One object, because it is out of the caches each time that its viewer is served.
final class OutgoingStream {
    /// How late a number may be sent or sent again: twice the 512 packets that a stream's history holds.
    static final int WINDOW = 1_024;

    /// What was never sealed has this for its tag.
    static final long NONE = 0;

    /// The window's memory follows the stream's length: a stream of retransmissions often stays this short.
    private static final int FIRST_CAPACITY = 64;

    private final int ssrc;
    private final long floor;
    private long lowest;
    private long highest;
    private long lastUse;
    private long[] tags = new long[FIRST_CAPACITY];

    /// @param usedUpTo a number up to which all may have been used, for nobody knows what; -1 when none was
    OutgoingStream(int ssrc, long usedUpTo) {
        this.ssrc = ssrc;
        floor = usedUpTo;
        lowest = usedUpTo;
        highest = usedUpTo;
    }

    int ssrc() {
        return ssrc;
    }

    void use(long number) {
        lastUse = number;
    }

    long lastUse() {
        return lastUse;
    }

    long highest() {
        return highest;
    }

    /// The number of a packet: of those with its 16 bits, the one nearest to the highest.
    long index(int sequence16) {
        return highest < 0 ? sequence16 : highest + (short) (sequence16 - highest);
    }

    /// Takes a number for a packet, and reaches as far; false when it is not known what the number was used for. No
    /// stream begins below 0.
    ///
    /// This comes before the encryption, which so runs while the memory of the number's place is fetched.
    boolean reach(long index) {
        if (index <= floor || index <= highest - WINDOW) {
            return false;
        }
        if (highest < 0) {
            lowest = index;
            highest = index;
        } else if (index > highest) {
            rise(index);
        } else if (index < lowest) {
            widen(highest - index);
            lowest = index;
        }
        return true;
    }

    private void rise(long index) {
        widen(index - lowest);
        for (long fresh = Math.max(highest + 1, index - tags.length + 1); fresh <= index; fresh++) {
            tags[slot(fresh)] = NONE;
        }
        highest = index;
    }

    private void widen(long distance) {
        while (tags.length < WINDOW && distance >= tags.length) {
            long[] old = tags;
            tags = new long[2 * old.length];
            for (long index = lowest; index <= highest; index++) {
                tags[slot(index)] = old[(int) index & old.length - 1];
            }
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
