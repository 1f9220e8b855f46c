package io.plenum.sim;

/// How a link treats packets. Probabilities are 0 to 1.
///
/// @param burstStart Gilbert-Elliott: the chance per packet that a burst of losses begins
/// @param burstEnd the chance per packet that it ends; within it every packet is lost
/// @param bitsPerSecond 0 = unlimited
/// @param queueNanos how long a packet may wait for its turn; beyond, it is dropped
public record LinkProfile(
        long delayNanos,
        long jitterNanos,
        double loss,
        double burstStart,
        double burstEnd,
        double reordering,
        double duplication,
        long bitsPerSecond,
        long queueNanos) {
    /// A good connection: 10 ms each way, in order, nothing lost.
    public static final LinkProfile GOOD = new LinkProfile(Times.millis(10), 0, 0, 0, 1, 0, 0, 0, 0);

    public static LinkProfile loss(double percent) {
        return GOOD.withLoss(percent);
    }

    /// Bursts of three packets on average.
    public static LinkProfile bursts(double percentOfPackets) {
        return GOOD.withBursts(percentOfPackets / 100 / 3, 1.0 / 3);
    }

    public static LinkProfile reordering(double percent) {
        return new LinkProfile(GOOD.delayNanos, Times.millis(3), 0, 0, 1, percent / 100, 0, 0, 0);
    }

    public static LinkProfile duplication(double percent) {
        return new LinkProfile(GOOD.delayNanos, 0, 0, 0, 1, 0, percent / 100, 0, 0);
    }

    public LinkProfile withLoss(double percent) {
        return new LinkProfile(
                delayNanos,
                jitterNanos,
                percent / 100,
                burstStart,
                burstEnd,
                reordering,
                duplication,
                bitsPerSecond,
                queueNanos);
    }

    public LinkProfile withBursts(double start, double end) {
        return new LinkProfile(
                delayNanos, jitterNanos, loss, start, end, reordering, duplication, bitsPerSecond, queueNanos);
    }

    public LinkProfile withDelay(long delayNanos, long jitterNanos) {
        return new LinkProfile(
                delayNanos,
                jitterNanos,
                loss,
                burstStart,
                burstEnd,
                reordering,
                duplication,
                bitsPerSecond,
                queueNanos);
    }

    public LinkProfile withRate(long bitsPerSecond, long queueNanos) {
        return new LinkProfile(
                delayNanos,
                jitterNanos,
                loss,
                burstStart,
                burstEnd,
                reordering,
                duplication,
                bitsPerSecond,
                queueNanos);
    }
}
