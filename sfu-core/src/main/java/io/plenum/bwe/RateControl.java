package io.plenum.bwe;

/// Turns the state of the link into a rate: additive increase near the capacity, multiplicative far from it, and a step
/// below what arrives at each overuse (draft-ietf-rmcat-gcc-02 §5.5).
final class RateControl {
    private static final double BACKOFF = 0.9;
    private static final double INCREASE_PER_SECOND = 1.08;
    private static final long MIN_INCREASE = 1_000;
    /// Not further ahead of what is seen to arrive than this: an increase that nobody uses proves nothing.
    private static final double MAX_AHEAD = 1.3;
    private static final long MAX_AHEAD_OFFSET = 10_000;
    private static final long BACKOFF_OFFSET = 5_000;

    /// A packet of 1,200 bytes each 150 ms. The draft divides by the round trip, which favours the short ones.
    private static final double ADDED_PER_SECOND = 64_000;
    /// At low rates a packet is much.
    private static final double MAX_ADDED_RATIO_PER_SECOND = 0.08;
    /// What arrives while most of the rate is lost may be no more than a moment: other flows' bursts do that too.
    /// It is not taken for the capacity, near which the way up would be slow.
    private static final double LARGE_DROP = 0.66;

    private static final double AT_CAPACITY = 0.95;
    private static final long MIN_DECREASE_INTERVAL = 10 * Units.MILLISECOND;
    private static final long MAX_DECREASE_INTERVAL = 200 * Units.MILLISECOND;

    private enum State {
        HOLD,
        INCREASE
    }

    private final BweConfig config;
    private final LinkCapacity capacity = new LinkCapacity();
    private State state = State.HOLD;
    private long rate;
    private long throughput;
    private long ceiling = Long.MAX_VALUE;
    private long roundTrip = 200 * Units.MILLISECOND;
    private long changedAt = Long.MIN_VALUE;

    RateControl(BweConfig config) {
        this.config = config;
        this.rate = config.start();
        this.throughput = config.start();
    }

    /// `acknowledged` is 0 while nothing is known about what arrives.
    void update(LinkUsage usage, long acknowledged, long nowNanos) {
        if (acknowledged > 0) {
            throughput = acknowledged;
        }
        switch (usage) {
            case OVERUSED -> decrease(nowNanos);
            case UNDERUSED -> state = State.HOLD;
            case NORMAL -> increase(nowNanos);
        }
    }

    private void increase(long nowNanos) {
        if (state == State.HOLD || changedAt == Long.MIN_VALUE) {
            state = State.INCREASE;
            changedAt = nowNanos;
        }
        if (capacity.isBelow(throughput)) {
            capacity.forget();
        }
        long limit = Math.min(ceiling, Math.round(MAX_AHEAD * throughput) + MAX_AHEAD_OFFSET);
        if (rate < limit) {
            double seconds = Units.seconds(nowNanos - changedAt);
            long step = capacity.known() ? additive(seconds) : multiplicative(seconds);
            rate = config.clamp(Math.min(rate + step, limit));
        }
        changedAt = nowNanos;
    }

    private long multiplicative(double seconds) {
        double growth = Math.pow(INCREASE_PER_SECOND, Math.min(seconds, 1)) - 1;
        return Math.max(Math.round(rate * growth), MIN_INCREASE);
    }

    /// The same for large flows and small ones, so that their shares become equal.
    private long additive(double seconds) {
        return Math.round(seconds * Math.min(ADDED_PER_SECOND, MAX_ADDED_RATIO_PER_SECOND * rate));
    }

    private void decrease(long nowNanos) {
        long reduced = Math.round(BACKOFF * throughput);
        if (reduced > BACKOFF_OFFSET) {
            reduced -= BACKOFF_OFFSET;
        }
        if (reduced > rate && capacity.known()) {
            reduced = Math.round(BACKOFF * capacity.bitsPerSecond());
        }
        if (capacity.isAbove(throughput)) {
            capacity.forget();
        }
        if (throughput >= LARGE_DROP * rate) {
            capacity.add(throughput);
        }
        rate = config.clamp(Math.min(rate, reduced));
        state = State.HOLD;
        changedAt = nowNanos;
    }

    /// One decrease must have had the time to show before the next one, unless it was by far too small.
    boolean mayDecrease(long acknowledged, long nowNanos) {
        long interval = Math.clamp(roundTrip, MIN_DECREASE_INTERVAL, MAX_DECREASE_INTERVAL);
        return changedAt == Long.MIN_VALUE || nowNanos - changedAt >= interval || acknowledged < LARGE_DROP * rate;
    }

    /// Set from outside: a probe's result, or a cut without measurements.
    void set(long bitsPerSecond, long nowNanos) {
        rate = config.clamp(bitsPerSecond);
        changedAt = nowNanos;
    }

    /// 0 while unknown.
    long capacity() {
        return capacity.known() ? capacity.bitsPerSecond() : 0;
    }

    /// The link is not what it was.
    void forgetCapacity() {
        capacity.forget();
    }

    /// The link was lately found full, not far from this rate.
    boolean nearCapacity() {
        return capacity.known();
    }

    /// So near that the increase by itself shows what more there is.
    boolean atCapacity() {
        return capacity.known() && rate >= AT_CAPACITY * capacity.bitsPerSecond();
    }

    /// Where increases end, for now.
    void ceiling(long bitsPerSecond) {
        ceiling = bitsPerSecond;
    }

    void roundTrip(long nanos) {
        roundTrip = nanos;
    }

    long bitsPerSecond() {
        return rate;
    }
}
