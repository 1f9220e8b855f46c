package io.plenum.bwe;

/// The loss-based half of the estimate, after libwebrtc's second version: of a few candidate bandwidths it takes the
/// one that best explains the losses of the last seconds, so that random loss costs nothing and congestion does.
final class LossControl {
    enum State {
        /// Loss limits nothing: the delay-based estimate counts.
        UNLIMITED,
        INCREASING,
        DECREASING
    }

    private static final double UP = 1.02;
    private static final double DOWN = 0.95;
    private static final double INITIAL_INHERENT_LOSS = 0.01;
    private static final int MIN_WINDOWS = 3;

    private static final double TOLERATED_LOSS = 0.05;
    /// The upper bound at a loss is this, divided by what is beyond the tolerated loss: 2 Mbit/s at 10 %.
    private static final double LOSS_BALANCE = 100_000;

    /// The mean of some hundred packets' fate is off by a quarter now and then: with 1 in its place random loss of 5 %
    /// forbade any increase half of the time.
    private static final double EXPLAINED = 1.25;

    private static final double MAX_RAMP = 1.5;
    private static final double MAX_RAMP_IN_HOLD = 1.2;
    private static final double HOLD_MARGIN = 1.3;
    private static final double MAX_INCREASE = 1.3;
    private static final long INCREASE_WINDOW_NANOS = 300 * Units.MILLISECOND;

    private final double minimum;
    private final double maximum;
    private final LossWindows windows = new LossWindows();
    private final LossModel model = new LossModel(windows);
    private final LossHold hold = new LossHold();

    private State state = State.UNLIMITED;
    private double bandwidth;
    private double inherent = INITIAL_INHERENT_LOSS;
    private double estimate;
    private double increaseLimit = Double.MAX_VALUE;
    private long increaseLimitedAt = Long.MIN_VALUE;

    LossControl(BweConfig config) {
        minimum = (double) config.minimum();
        maximum = (double) config.maximum();
    }

    /// `acknowledged` is 0 when unknown.
    void onBatch(FeedbackBatch batch, long delayBased, long acknowledged, boolean applicationLimited) {
        if (!windows.add(batch)) {
            return;
        }
        decide((double) delayBased, (double) acknowledged, applicationLimited);
    }

    private void decide(double delayBased, double acknowledged, boolean applicationLimited) {
        if (bandwidth == 0) {
            bandwidth = delayBased;
            estimate = delayBased;
        }
        if (state != State.UNLIMITED && windows.lossless()) {
            release(delayBased);
            return;
        }
        double best = bestCandidate(delayBased, applicationLimited ? 0 : acknowledged);
        if (state != State.UNLIMITED) {
            best = limitIncrease(best, acknowledged);
        }
        apply(best, delayBased, acknowledged);
    }

    /// In none of the windows anything got lost: what was lost before was lost to a queue that is gone, and the hold
    /// after it says nothing about the link as it is. A policer shows again with the first packets beyond its
    /// rate, as the delay-based rate was not let run ahead.
    private void release(double delayBased) {
        hold.forget();
        state = State.UNLIMITED;
        bandwidth = delayBased;
        estimate = delayBased;
        inherent = LossModel.MIN_INHERENT_LOSS;
    }

    private double bestCandidate(double delayBased, double acknowledged) {
        double most = Math.max(bandwidth, state == State.UNLIMITED ? maximum : increaseLimit);
        if (windows.lossless()) {
            return bestWithoutLoss(delayBased, acknowledged, most);
        }
        double startInherent = inherent;
        double best = bandwidth;
        double bestLikelihood = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 5; i++) {
            double candidate = Math.min(candidate(i, delayBased, acknowledged / (1 - startInherent)), most);
            double loss = model.refineInherentLoss(startInherent, candidate);
            double likelihood = model.likelihood(loss, candidate);
            if (likelihood > bestLikelihood) {
                bestLikelihood = likelihood;
                best = candidate;
                inherent = loss;
            }
        }
        boolean unexplained = windows.loss() > EXPLAINED * inherent;
        return unexplained ? Math.min(best, bandwidth) : best;
    }

    /// What the search below would find where there is nothing to explain: links are mostly so.
    private double bestWithoutLoss(double delayBased, double acknowledged, double most) {
        inherent = LossModel.MIN_INHERENT_LOSS;
        return Math.min(most, Math.max(Math.max(UP * bandwidth, acknowledged / (1 - inherent)), delayBased));
    }

    private double candidate(int index, double delayBased, double acknowledged) {
        return switch (index) {
            case 0 -> UP * bandwidth;
            case 1 -> bandwidth;
            case 2 -> DOWN * bandwidth;
            case 3 -> acknowledged > 0 ? acknowledged : bandwidth;
            default -> Math.max(bandwidth, delayBased);
        };
    }

    private double limitIncrease(double best, double acknowledged) {
        double limited = inIncreaseWindow() ? Math.min(best, Math.max(bandwidth, increaseLimit)) : best;
        if (limited <= bandwidth || acknowledged == 0) {
            return limited;
        }
        boolean held = hold.isKnown() && acknowledged < HOLD_MARGIN * hold.rate();
        double ramp = held ? MAX_RAMP_IN_HOLD : MAX_RAMP;
        return Math.max(bandwidth, Math.min(limited, ramp * acknowledged));
    }

    private boolean inIncreaseWindow() {
        return increaseLimitedAt != Long.MIN_VALUE && windows.endedAt() - increaseLimitedAt < INCREASE_WINDOW_NANOS;
    }

    private void apply(double best, double delayBased, double acknowledged) {
        double floor = Math.max(minimum, acknowledged);
        double bounded = Math.max(floor, Math.min(Math.min(best, lossCeiling()), delayBased));
        bounded = Math.min(bounded, maximum);
        if (bounded < best) {
            inherent = 0;
            bandwidth = bounded;
        } else {
            bandwidth = Math.max(best, floor);
        }
        if (state == State.DECREASING && hold.holdsAt(windows.endedAt()) && bounded < delayBased) {
            estimate = Math.min(hold.raise(floor), bounded);
            return;
        }
        state = nextState(bounded, delayBased);
        estimate = bounded;
        if (state != State.UNLIMITED && !inIncreaseWindow()) {
            increaseLimit = MAX_INCREASE * bandwidth;
            increaseLimitedAt = windows.endedAt();
        }
    }

    private double lossCeiling() {
        double excess = windows.loss() - TOLERATED_LOSS;
        return excess > 0 ? LOSS_BALANCE / excess : Double.MAX_VALUE;
    }

    private State nextState(double bounded, double delayBased) {
        if (bounded >= delayBased || bounded >= maximum) {
            hold.forget();
            return State.UNLIMITED;
        }
        boolean rising = bounded > estimate || (bounded == estimate && state == State.INCREASING);
        if (state != State.UNLIMITED && rising) {
            return State.INCREASING;
        }
        if (state != State.DECREASING) {
            hold.begin(bounded, windows.endedAt());
        }
        return State.DECREASING;
    }

    /// False in the first moments, when only the delay-based estimate is worth something.
    boolean ready() {
        return windows.count() >= MIN_WINDOWS;
    }

    State state() {
        return state;
    }

    double loss() {
        return windows.loss();
    }

    long bitsPerSecond() {
        return Math.round(estimate);
    }
}
