package io.plenum.forward;

/// From which packet on which target was in force: a packet that comes late is judged as it would have been in time.
final class TargetLog {
    /// Targets change with the viewer's layout or link, a few times in a second at the very most; packets are late by
    /// less than a second. A power of two.
    private static final int REMEMBERED = 8;

    private final long[] since = new long[REMEMBERED];
    private final int[] targets = new int[REMEMBERED];
    private int count;
    private int current;
    private long currentSince;

    void restart(long sequence, int target) {
        count = 0;
        change(sequence, target);
    }

    void change(long sequence, int target) {
        int index = count++ & (REMEMBERED - 1);
        since[index] = sequence;
        targets[index] = target;
        current = target;
        currentSince = sequence;
    }

    int current() {
        return current;
    }

    /// The oldest one known for what is older still.
    int at(long sequence) {
        return sequence >= currentSince ? current : earlier(sequence);
    }

    private int earlier(long sequence) {
        int oldest = Math.max(0, count - REMEMBERED);
        int change = count - 1;
        while (change > oldest && since[change & (REMEMBERED - 1)] > sequence) {
            change--;
        }
        return targets[change & (REMEMBERED - 1)];
    }
}
