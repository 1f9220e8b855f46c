package io.plenum.sim;

/// The narrowest piece of a path: a rate, and a queue that drops what does not fit. Several links can lead through one.
public final class Bottleneck {
    /// What the network adds to each datagram: IPv4 and UDP headers.
    private static final int OVERHEAD = 28;

    private final Simulation simulation;
    private final Samples passed = new Samples();
    private final Samples waited = new Samples();
    private long bitsPerSecond;
    private long queueNanos;
    private long busyUntil;
    private long dropped;

    Bottleneck(Simulation simulation) {
        this.simulation = simulation;
    }

    /// From the next datagram on; what waits already leaves as it would have.
    ///
    /// @param rate 0 = unlimited
    /// @param queue how long a datagram may wait for its turn; beyond, it is dropped
    public Bottleneck limit(long rate, long queue) {
        bitsPerSecond = rate;
        queueNanos = queue;
        return this;
    }

    /// When the last bit of a datagram that comes now has left, -1 when the queue is full.
    long departure(int length) {
        long now = simulation.nowNanos();
        if (bitsPerSecond == 0) {
            return now;
        }
        long start = Math.max(now, busyUntil);
        if (start - now > queueNanos) {
            dropped++;
            return -1;
        }
        int bytes = length + OVERHEAD;
        busyUntil = start + bytes * 8L * Times.seconds(1) / bitsPerSecond;
        waited.add(now, start - now);
        passed.add(busyUntil, bytes);
        return busyUntil;
    }

    /// Bytes at the times at which they left; only while there is a limit.
    public Samples passed() {
        return passed;
    }

    /// How long datagrams waited, at the times at which they came.
    public Samples waited() {
        return waited;
    }

    public long dropped() {
        return dropped;
    }
}
