package io.plenum.bwe;

import io.plenum.rtcp.TransportFeedback;
import java.util.Arrays;

/// One feedback packet matched with what was sent: the packets that arrived, in the order of their arrival, and sums
/// over those that did not.
final class FeedbackBatch {
    /// More packets than this between two reports are seconds of silence: the rest counts for nothing.
    private static final int MAX_PACKETS = 2_048;
    private static final int MIN_PACKETS_OF_RATE = 5;
    /// Audio alone, or a single video frame, says nothing.
    private static final long MIN_RATE_NANOS = 40 * Units.MILLISECOND;
    /// Receivers' clocks begin anew after 24 bits of 64 ms each.
    private static final long CLOCK_LAP_NANOS = (1L << 24) * 64 * Units.MILLISECOND;

    /// What a small picture and a voice send between two reports.
    private static final int INITIAL_CAPACITY = 16;

    private long[] sent = new long[INITIAL_CAPACITY];
    private long[] arrivals = new long[INITIAL_CAPACITY];
    private int[] sizes = new int[INITIAL_CAPACITY];
    private int[] clusters = new int[INITIAL_CAPACITY];
    private int received;

    private long receivedBytes;
    private int lost;
    private long lostBytes;
    private long foundBytes;
    private int found;
    private long bytes;
    private long firstSentNanos;
    private long lastSentNanos;

    private long clock;

    /// The result is valid until the next call.
    void match(TransportFeedback feedback, SentPackets history) {
        clear();
        while (feedback.next()) {
            int slot = history.find(feedback.sequence16());
            if (slot == SentPackets.UNKNOWN) {
                continue;
            }
            if (!feedback.received()) {
                addLost(history, slot);
            } else if (received < MAX_PACKETS) {
                addReceived(history, slot, extend(feedback.arrivalNanos()));
            }
        }
    }

    private void clear() {
        received = 0;
        receivedBytes = 0;
        lost = 0;
        lostBytes = 0;
        found = 0;
        foundBytes = 0;
        bytes = 0;
        firstSentNanos = Long.MAX_VALUE;
        lastSentNanos = Long.MIN_VALUE;
    }

    private long extend(long arrivalNanos) {
        long ahead = Math.floorMod(arrivalNanos - clock, CLOCK_LAP_NANOS);
        clock += ahead < CLOCK_LAP_NANOS / 2 ? ahead : ahead - CLOCK_LAP_NANOS;
        return clock;
    }

    private void addLost(SentPackets history, int slot) {
        if (history.reportedLost(slot)) {
            return;
        }
        addSent(history, slot);
        lost++;
        lostBytes += history.size(slot);
        history.markLost(slot);
    }

    private void addReceived(SentPackets history, int slot, long arrival) {
        if (history.reportedLost(slot)) {
            found++;
            foundBytes += history.size(slot);
        } else {
            addSent(history, slot);
        }
        insert(history.sentNanos(slot), arrival, history.size(slot), history.cluster(slot));
        receivedBytes += history.size(slot);
        history.forget(slot);
    }

    private void addSent(SentPackets history, int slot) {
        bytes += history.size(slot);
        firstSentNanos = Math.min(firstSentNanos, history.sentNanos(slot));
        lastSentNanos = Math.max(lastSentNanos, history.sentNanos(slot));
    }

    /// Arrivals come nearly sorted: only what the network reordered moves.
    private void insert(long sentNanos, long arrivalNanos, int size, int cluster) {
        if (received == sent.length) {
            grow();
        }
        int at = received++;
        for (; at > 0 && arrivals[at - 1] > arrivalNanos; at--) {
            sent[at] = sent[at - 1];
            arrivals[at] = arrivals[at - 1];
            sizes[at] = sizes[at - 1];
            clusters[at] = clusters[at - 1];
        }
        sent[at] = sentNanos;
        arrivals[at] = arrivalNanos;
        sizes[at] = size;
        clusters[at] = cluster;
    }

    private void grow() {
        sent = Arrays.copyOf(sent, 2 * received);
        arrivals = Arrays.copyOf(arrivals, 2 * received);
        sizes = Arrays.copyOf(sizes, 2 * received);
        clusters = Arrays.copyOf(clusters, 2 * received);
    }

    boolean isEmpty() {
        return received == 0 && lost == 0;
    }

    /// How many packets arrived; the indexes of the four accessors below.
    int received() {
        return received;
    }

    long sentNanos(int index) {
        return sent[index];
    }

    /// By the receiver's clock.
    long arrivalNanos(int index) {
        return arrivals[index];
    }

    int size(int index) {
        return sizes[index];
    }

    int cluster(int index) {
        return clusters[index];
    }

    /// Reported missing for the first time.
    int lost() {
        return lost;
    }

    long lostBytes() {
        return lostBytes;
    }

    /// Reported missing before, and arrived after all.
    int found() {
        return found;
    }

    long foundBytes() {
        return foundBytes;
    }

    /// How fast its packets arrived, 0 when they are too few to say: what a link carries, while a queue stands before
    /// it.
    long arrivalRate() {
        long span = received < MIN_PACKETS_OF_RATE ? 0 : arrivals[received - 1] - arrivals[0];
        return span < MIN_RATE_NANOS ? 0 : Units.rate(receivedBytes - sizes[0], span);
    }

    /// The same of the last run of packets that all had such a delay or more.
    long queuedRate(long delayNanos) {
        int last = received - 1;
        while (last > 0 && delay(last) < delayNanos) {
            last--;
        }
        int first = last;
        long run = 0;
        while (first > 0 && delay(first - 1) >= delayNanos) {
            run += sizes[first];
            first--;
        }
        long span = last - first < MIN_PACKETS_OF_RATE ? 0 : arrivals[last] - arrivals[first];
        return span < MIN_RATE_NANOS ? 0 : Units.rate(run, span);
    }

    private long delay(int index) {
        return arrivals[index] - sent[index];
    }

    /// How fast its packets were sent, the lost ones included, 0 when they are too few to say. What took a while to
    /// arrive may have been sent within a moment.
    long sendRate() {
        long span = Math.max(Units.MILLISECOND, lastSentNanos - firstSentNanos);
        return arrivalRate() == 0 ? 0 : Units.rate(bytes - sizes[0], span);
    }

    /// Of everything reported on for the first time.
    long bytes() {
        return bytes;
    }

    long firstSentNanos() {
        return firstSentNanos;
    }

    long lastSentNanos() {
        return lastSentNanos;
    }
}
