package io.plenum.bwe;

import java.util.Arrays;

/// Probe clusters ordered and not yet fetched.
final class ProbeQueue {
    /// Two at the start and one at a time later; what is not fetched by then is out of date.
    private static final int LIMIT = 4;
    /// Positive, and 0 is "no probe".
    private static final int MAX_ID = 1 << 30;

    private final ProbeCluster[] clusters = new ProbeCluster[LIMIT];
    private int first;
    private int count;
    private int lastId;

    ProbeQueue() {
        Arrays.setAll(clusters, _ -> new ProbeCluster());
    }

    void add(long bitsPerSecond, long minBytes, int minPackets) {
        if (count == LIMIT) {
            first = (first + 1) % LIMIT;
            count--;
        }
        lastId = lastId % MAX_ID + 1;
        clusters[(first + count++) % LIMIT].set(lastId, bitsPerSecond, minBytes, minPackets);
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean poll(ProbeCluster target) {
        if (count == 0) {
            return false;
        }
        target.set(clusters[first]);
        first = (first + 1) % LIMIT;
        count--;
        return true;
    }
}
