package io.plenum.benchmarks.compare;

/// What one contender did in one round. NaN where there is no such figure.
///
/// @param packets that arrived, retransmissions included
/// @param bytes of RTP in them
/// @param cpuNanos of the whole process, in user mode and in the kernel
/// @param residentBytes growth for each participant
/// @param allocatedBytes on the heap, by all threads
/// @param lossRatio what never arrived
/// @param generatorLateMillis the longest that the load's own threads were late: latencies below it may be theirs
record Measurement(
        double seconds,
        long packets,
        long bytes,
        long cpuNanos,
        double p50Millis,
        double p99Millis,
        double p999Millis,
        double residentBytes,
        double allocatedBytes,
        double lossRatio,
        double generatorLateMillis) {
    private static final double MICRO = 1e3;

    double cpuMicrosPerPacket() {
        return packets == 0 ? Double.NaN : cpuNanos / MICRO / packets;
    }

    double packetsPerSecond() {
        return packets / seconds;
    }

    double bytesPerPacket() {
        return packets == 0 ? Double.NaN : bytes / (double) packets;
    }

    double allocatedPerPacket() {
        return packets == 0 ? Double.NaN : allocatedBytes / packets;
    }
}
