package io.plenum.bwe;

/// A link that loses a share of all packets by its nature and, beyond its bandwidth, whatever does not fit: how likely
/// does it explain the losses seen? (The likelihood of libwebrtc's second loss-based estimator.)
final class LossModel {
    static final double MIN_INHERENT_LOSS = 1e-3;
    private static final double MAX_INHERENT_LOSS = 0.05;
    /// At low rates more loss may be the link's nature: divided by the bandwidth and added to the bound above.
    private static final double INHERENT_LOSS_BALANCE = 100_000;
    private static final double NEWTON_STEP = 0.75;
    private static final double EPSILON = 1e-6;

    private static final double BIAS_PER_KILOBIT = 0.0002;
    private static final double BIAS_PER_LOG_KILOBIT = 0.02;
    /// With less loss than this the larger bandwidth is preferred, with more the smaller one.
    private static final double BIAS_TURNS_AT_LOSS = 0.2;
    private static final double BIAS_SMOOTHING = 0.002;

    private final LossWindows windows;

    LossModel(LossWindows windows) {
        this.windows = windows;
    }

    /// One step of Newton's method towards the inherent loss that explains the windows best, given the bandwidth.
    double refineInherentLoss(double inherent, double bandwidth) {
        double start = feasible(inherent, bandwidth);
        double first = 0;
        double second = 0;
        for (int age = 0; age < windows.count(); age++) {
            double p = lossProbability(start, bandwidth, windows.rate(age));
            double lost = windows.lostKilobytes(age);
            double arrived = windows.kilobytes(age) - lost;
            first += windows.weight(age) * (lost / p - arrived / (1 - p));
            second -= windows.weight(age) * (lost / (p * p) + arrived / ((1 - p) * (1 - p)));
        }
        return second >= 0 ? start : feasible(start - NEWTON_STEP * first / second, bandwidth);
    }

    private static double feasible(double inherent, double bandwidth) {
        double most = Math.min(1, MAX_INHERENT_LOSS + INHERENT_LOSS_BALANCE / bandwidth);
        return Math.min(Math.max(inherent, MIN_INHERENT_LOSS), most);
    }

    /// The logarithm of the likelihood, with a preference for high bandwidth while losses are few.
    double likelihood(double inherent, double bandwidth) {
        double bias = bias(bandwidth);
        double sum = 0;
        for (int age = 0; age < windows.count(); age++) {
            double p = lossProbability(inherent, bandwidth, windows.rate(age));
            double lost = windows.lostKilobytes(age);
            double sent = windows.kilobytes(age);
            double explained = lost * Math.log(p) + (sent - lost) * Math.log(1 - p);
            sum += windows.weight(age) * (explained + bias * sent);
        }
        return sum;
    }

    private double bias(double bandwidth) {
        double distance = BIAS_TURNS_AT_LOSS - windows.loss();
        double kilobits = bandwidth / Units.KILOBIT;
        double strength = distance / (BIAS_SMOOTHING + Math.abs(distance));
        return strength * (BIAS_PER_KILOBIT * kilobits + BIAS_PER_LOG_KILOBIT * Math.log(1 + kilobits));
    }

    private static double lossProbability(double inherent, double bandwidth, double rate) {
        double overflow = rate > bandwidth ? (1 - inherent) * (rate - bandwidth) / rate : 0;
        return Math.clamp(inherent + overflow, EPSILON, 1 - EPSILON);
    }
}
