package io.plenum.bwe;

/// When the packets of the probe under way are due: spread evenly at the probe's rate from its first one on.
final class ProbePace {
    /// Packets this close together go at once: timers are not finer.
    private static final long GRAIN_NANOS = Units.MILLISECOND;
    /// A probe further behind than this would measure our own lateness.
    private static final long MAX_LATE_NANOS = 10 * Units.MILLISECOND;

    /// What a packet may weigh, headers included; small ones are no good sample of a link.
    private static final int MIN_PADDING = 240;
    private static final int MAX_PADDING = 1_200;

    private final ProbeCluster cluster = new ProbeCluster();
    private boolean active;
    private long startedAt;
    private long sentBytes;
    private int sentPackets;

    void begin(ProbeCluster next) {
        cluster.set(next);
        active = true;
        startedAt = Long.MIN_VALUE;
        sentBytes = 0;
        sentPackets = 0;
    }

    boolean active() {
        return active;
    }

    boolean due(long nowNanos) {
        if (active && nowNanos - nextAt(nowNanos) > MAX_LATE_NANOS) {
            active = false;
        }
        return active && nowNanos + GRAIN_NANOS >= nextAt(nowNanos);
    }

    private long nextAt(long nowNanos) {
        return startedAt == Long.MIN_VALUE ? nowNanos : startedAt + Units.nanos(sentBytes, cluster.bitsPerSecond());
    }

    /// [Long#MIN_VALUE] is at once, [Long#MAX_VALUE] never.
    long nextDeadline() {
        return active ? nextAt(Long.MIN_VALUE) : Long.MAX_VALUE;
    }

    void onSent(int size, long nowNanos) {
        if (startedAt == Long.MIN_VALUE) {
            startedAt = nowNanos;
        }
        sentBytes += size;
        sentPackets++;
        active = sentBytes < cluster.minBytes() || sentPackets < cluster.minPackets();
    }

    void abort() {
        active = false;
    }

    /// No larger than needed: at low rates five full packets would be a queue of their own.
    int paddingBytes() {
        return Math.clamp(cluster.minBytes() / Math.max(1, cluster.minPackets()) + 1, MIN_PADDING, MAX_PADDING);
    }

    int id() {
        return cluster.id();
    }
}
