package io.plenum.bwe;

import java.util.Arrays;

/// What was sent and what got lost in each of the last quarter seconds.
final class LossWindows {
    static final int COUNT = 15;

    private static final long WINDOW_NANOS = 250 * Units.MILLISECOND;
    private static final double WEIGHT_PER_AGE = 0.9;
    private static final double BURST_FACTOR = 2;
    /// With fewer windows than this nothing is left when the best and the worst are taken out.
    private static final int MIN_TRIMMED = 4;

    private static final double[] WEIGHTS = new double[COUNT];

    static {
        for (int age = 0; age < COUNT; age++) {
            WEIGHTS[age] = Math.pow(WEIGHT_PER_AGE, age);
        }
    }

    private final double[] kilobytes = new double[COUNT];
    private final double[] lostKilobytes = new double[COUNT];
    private final double[] rates = new double[COUNT];
    private final double[] sorted = new double[COUNT];
    private int count;
    private int newest = -1;
    private double loss;

    private long partBytes;
    private long partLostBytes;
    private long endedAt = Long.MIN_VALUE;

    /// True when the packets completed a window.
    boolean add(FeedbackBatch batch) {
        partBytes += batch.bytes();
        partLostBytes = Math.max(0, partLostBytes + batch.lostBytes() - batch.foundBytes());
        if (batch.bytes() == 0) {
            return false;
        }
        if (endedAt == Long.MIN_VALUE) {
            endedAt = batch.firstSentNanos();
        }
        long elapsed = batch.lastSentNanos() - endedAt;
        if (elapsed < WINDOW_NANOS) {
            return false;
        }
        complete(elapsed);
        endedAt = batch.lastSentNanos();
        return true;
    }

    private void complete(long elapsed) {
        newest = (newest + 1) % COUNT;
        count = Math.min(count + 1, COUNT);
        kilobytes[newest] = partBytes / 1e3;
        lostKilobytes[newest] = Math.min(partLostBytes, partBytes) / 1e3;
        rates[newest] = Units.rate(partBytes, elapsed);
        partBytes = 0;
        partLostBytes = 0;
        loss = averageLoss();
    }

    private double averageLoss() {
        double total = 0;
        double lost = 0;
        int best = 0;
        int worst = 0;
        for (int age = 0; age < count; age++) {
            total += weight(age) * kilobytes(age);
            lost += weight(age) * lostKilobytes(age);
            best = ratio(age) < ratio(best) ? age : best;
            worst = ratio(age) > ratio(worst) ? age : worst;
        }
        if (count < MIN_TRIMMED || best == worst || medianRate() * BURST_FACTOR <= rate(worst)) {
            return total == 0 ? 0 : lost / total;
        }
        return trimmed(total, lost, best, worst);
    }

    /// Without the best and the worst window, a single burst of loss is no trend. (When the worst one was also by far
    /// the fullest, it is no accident either, and stays in.)
    private double trimmed(double total, double lost, int best, int worst) {
        double bytes = total - weight(best) * kilobytes(best) - weight(worst) * kilobytes(worst);
        double missing = lost - weight(best) * lostKilobytes(best) - weight(worst) * lostKilobytes(worst);
        return bytes <= 0 ? 0 : Math.max(0, missing / bytes);
    }

    private double medianRate() {
        System.arraycopy(rates, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }

    private double ratio(int age) {
        return kilobytes(age) == 0 ? 0 : lostKilobytes(age) / kilobytes(age);
    }

    private int slot(int age) {
        return (newest - age + COUNT) % COUNT;
    }

    /// Windows completed, [#COUNT] at most; age 0 is the newest.
    int count() {
        return count;
    }

    double weight(int age) {
        return WEIGHTS[age];
    }

    double kilobytes(int age) {
        return kilobytes[slot(age)];
    }

    double lostKilobytes(int age) {
        return lostKilobytes[slot(age)];
    }

    /// Sent, in bits per second.
    double rate(int age) {
        return rates[slot(age)];
    }

    /// Nothing got lost in all of the windows.
    boolean lossless() {
        for (int i = 0; i < count; i++) {
            if (lostKilobytes[i] > 0) {
                return false;
            }
        }
        return true;
    }

    /// Lost of what was sent lately, 0 to 1.
    double loss() {
        return loss;
    }

    /// When the last packet of the newest window was sent.
    long endedAt() {
        return endedAt;
    }
}
