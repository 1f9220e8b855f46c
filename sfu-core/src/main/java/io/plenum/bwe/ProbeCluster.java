package io.plenum.bwe;

/// An order to send so many packets at such a rate, to see whether they arrive at it. Filled by
/// [BandwidthEstimator#pollProbe], read by [Pacer#probe]; one instance can be reused.
public final class ProbeCluster {
    int id;
    long bitsPerSecond;
    long minBytes;
    int minPackets;

    void set(int id, long bitsPerSecond, long minBytes, int minPackets) {
        this.id = id;
        this.bitsPerSecond = bitsPerSecond;
        this.minBytes = minBytes;
        this.minPackets = minPackets;
    }

    void set(ProbeCluster other) {
        set(other.id, other.bitsPerSecond, other.minBytes, other.minPackets);
    }

    /// Never 0, which stands for "no probe".
    public int id() {
        return id;
    }

    public long bitsPerSecond() {
        return bitsPerSecond;
    }

    public long minBytes() {
        return minBytes;
    }

    public int minPackets() {
        return minPackets;
    }
}
