package io.plenum.bwe;

import java.util.Arrays;

/// Compares how fast the packets of a probe were sent and how fast they arrived (libwebrtc's probe bitrate estimator).
final class ProbeResults {
    /// More clusters than this are never under way at once.
    private static final int SLOTS = 8;
    private static final double MIN_ARRIVED = 0.8;
    private static final double MAX_SPEEDUP = 2;
    /// Slower by more than this: the link was full.
    private static final double UNSATURATED = 0.9;
    private static final double UTILIZATION = 0.95;
    private static final long MAX_DURATION_NANOS = Units.SECOND;

    private final ProbeCluster[] clusters = new ProbeCluster[SLOTS];
    private final int[] packets = new int[SLOTS];
    private final long[] bytes = new long[SLOTS];
    private final long[] firstSent = new long[SLOTS];
    private final long[] lastSent = new long[SLOTS];
    private final int[] lastSentSize = new int[SLOTS];
    private final long[] firstArrival = new long[SLOTS];
    private final int[] firstArrivalSize = new int[SLOTS];
    private final long[] lastArrival = new long[SLOTS];
    private boolean saturated;

    ProbeResults() {
        Arrays.setAll(clusters, _ -> new ProbeCluster());
    }

    void expect(ProbeCluster cluster) {
        int slot = cluster.id % SLOTS;
        clusters[slot].set(cluster);
        packets[slot] = 0;
        bytes[slot] = 0;
        firstSent[slot] = Long.MAX_VALUE;
        lastSent[slot] = Long.MIN_VALUE;
        firstArrival[slot] = Long.MAX_VALUE;
        lastArrival[slot] = Long.MIN_VALUE;
    }

    /// The rate that the batch's probes prove, 0 when none is complete.
    long onBatch(FeedbackBatch batch) {
        long result = 0;
        for (int i = 0; i < batch.received(); i++) {
            int slot = batch.cluster(i) % SLOTS;
            if (batch.cluster(i) != 0 && clusters[slot].id == batch.cluster(i)) {
                add(slot, batch.sentNanos(i), batch.arrivalNanos(i), batch.size(i));
                long measured = measure(slot);
                result = measured > 0 ? measured : result;
            }
        }
        return result;
    }

    private void add(int slot, long sentNanos, long arrivalNanos, int size) {
        packets[slot]++;
        bytes[slot] += size;
        firstSent[slot] = Math.min(firstSent[slot], sentNanos);
        if (sentNanos >= lastSent[slot]) {
            lastSent[slot] = sentNanos;
            lastSentSize[slot] = size;
        }
        if (arrivalNanos < firstArrival[slot]) {
            firstArrival[slot] = arrivalNanos;
            firstArrivalSize[slot] = size;
        }
        lastArrival[slot] = Math.max(lastArrival[slot], arrivalNanos);
    }

    private long measure(int slot) {
        if (packets[slot] < Math.floor(MIN_ARRIVED * clusters[slot].minPackets)
                || bytes[slot] < MIN_ARRIVED * clusters[slot].minBytes) {
            return 0;
        }
        long sending = lastSent[slot] - firstSent[slot];
        long arriving = lastArrival[slot] - firstArrival[slot];
        if (sending <= 0 || sending > MAX_DURATION_NANOS || arriving <= 0 || arriving > MAX_DURATION_NANOS) {
            return 0;
        }
        return judge(
                Units.rate(bytes[slot] - lastSentSize[slot], sending),
                Units.rate(bytes[slot] - firstArrivalSize[slot], arriving));
    }

    private long judge(long sendRate, long arrivalRate) {
        if (arrivalRate > MAX_SPEEDUP * sendRate) {
            return 0;
        }
        saturated = arrivalRate < UNSATURATED * sendRate;
        return saturated ? Math.round(UTILIZATION * arrivalRate) : Math.min(sendRate, arrivalRate);
    }

    /// The latest result is the link's limit, not the probe's.
    boolean saturated() {
        return saturated;
    }
}
