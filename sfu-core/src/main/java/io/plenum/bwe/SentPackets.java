package io.plenum.bwe;

/// What was sent under which transport-wide sequence number, until the receiver reports on it.
///
/// A ring that grows while the packets of the last seconds do not fit into it.
final class SentPackets {
    static final int UNKNOWN = -1;

    /// 256 packets are a second of an audience member's audio and thumbnails.
    private static final int INITIAL_CAPACITY = 256;
    /// 20 Mbit/s for 4 s in packets of 1,200 bytes are 8,300; more can not be told apart by 16 bits for long either.
    private static final int MAX_CAPACITY = 16_384;
    /// A report that is later than this has nothing to say about the link as it is now.
    private static final long RELEVANT_NANOS = 4 * Units.SECOND;

    private static final byte NONE = 0;
    private static final byte IN_FLIGHT = 1;
    private static final byte REPORTED_LOST = 2;

    private long[] sentNanos = new long[INITIAL_CAPACITY];
    private int[] sizes = new int[INITIAL_CAPACITY];
    private int[] clusters = new int[INITIAL_CAPACITY];
    private byte[] states = new byte[INITIAL_CAPACITY];
    private long highest = -1;

    /// Sequence numbers must rise; those left out were never sent.
    void add(long sequence, int size, int cluster, long nowNanos) {
        while (sentNanos.length < MAX_CAPACITY && wouldForgetRelevant(sequence, nowNanos)) {
            grow();
        }
        for (long skipped = Math.max(highest + 1, sequence - sentNanos.length); skipped < sequence; skipped++) {
            states[slot(skipped)] = NONE;
        }
        int slot = slot(sequence);
        sentNanos[slot] = nowNanos;
        sizes[slot] = size;
        clusters[slot] = cluster;
        states[slot] = IN_FLIGHT;
        highest = sequence;
    }

    private boolean wouldForgetRelevant(long sequence, long nowNanos) {
        int slot = slot(sequence);
        return sequence - sentNanos.length >= 0
                && states[slot] == IN_FLIGHT
                && nowNanos - sentNanos[slot] < RELEVANT_NANOS;
    }

    private void grow() {
        int capacity = 2 * sentNanos.length;
        long[] newSent = new long[capacity];
        int[] newSizes = new int[capacity];
        int[] newClusters = new int[capacity];
        byte[] newStates = new byte[capacity];
        for (long sequence = Math.max(0, highest - sentNanos.length + 1); sequence <= highest; sequence++) {
            int from = slot(sequence);
            int to = (int) (sequence & (capacity - 1));
            newSent[to] = sentNanos[from];
            newSizes[to] = sizes[from];
            newClusters[to] = clusters[from];
            newStates[to] = states[from];
        }
        sentNanos = newSent;
        sizes = newSizes;
        clusters = newClusters;
        states = newStates;
    }

    /// The slot of the latest packet sent under this number, while it still awaits its report; else [#UNKNOWN].
    int find(int sequence16) {
        long sequence = highest - ((highest - sequence16) & 0xFFFF);
        if (highest < 0 || sequence < 0 || highest - sequence >= sentNanos.length) {
            return UNKNOWN;
        }
        int slot = slot(sequence);
        return states[slot] == NONE ? UNKNOWN : slot;
    }

    private int slot(long sequence) {
        return (int) (sequence & (sentNanos.length - 1));
    }

    long sentNanos(int slot) {
        return sentNanos[slot];
    }

    int size(int slot) {
        return sizes[slot];
    }

    int cluster(int slot) {
        return clusters[slot];
    }

    boolean reportedLost(int slot) {
        return states[slot] == REPORTED_LOST;
    }

    void markLost(int slot) {
        states[slot] = REPORTED_LOST;
    }

    /// Nothing more is to be heard about a packet that arrived.
    void forget(int slot) {
        states[slot] = NONE;
    }
}
