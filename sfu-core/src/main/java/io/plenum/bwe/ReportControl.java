package io.plenum.bwe;

/// For receivers without transport-wide feedback: the rate follows the loss in their reports, under the limit that they
/// may send (the loss-based controller of draft-ietf-rmcat-gcc-02 §6, and REMB).
///
/// Reports without loss say nothing about how much more the link would carry, and nothing can be probed: until there is
/// loss, all is sent, and the first cut starts from what is sent.
final class ReportControl {
    private static final double LOW_LOSS = 0.02;
    private static final double HIGH_LOSS = 0.1;
    private static final double INCREASE_PER_SECOND = 1.08;
    private static final long MIN_INCREASE = 1_000;
    private static final long MIN_DECREASE_INTERVAL = 300 * Units.MILLISECOND;
    private static final long LONGEST_STEP = Units.SECOND;
    /// Receivers repeat their limit each second or so; one that they stopped repeating is void.
    private static final long LIMIT_LIFETIME = 10 * Units.SECOND;

    private final BweConfig config;
    private long rate;
    private double loss;
    private long increasedAt = Long.MIN_VALUE;
    private long decreasedAt = Long.MIN_VALUE;
    private long limit = Long.MAX_VALUE;
    private long limitedAt;

    ReportControl(BweConfig config) {
        this.config = config;
        this.rate = config.maximum();
    }

    /// `fractionLost` is in 256ths, as in the report block.
    void onReport(int fractionLost, long sent, long roundTripNanos, long nowNanos) {
        loss = fractionLost / 256.0;
        if (loss <= LOW_LOSS) {
            increase(nowNanos);
        } else if (loss > HIGH_LOSS && mayDecrease(roundTripNanos, nowNanos)) {
            rate = config.clamp(Math.round(Math.min(rate, sent) * (1 - 0.5 * loss)));
            decreasedAt = nowNanos;
        }
        increasedAt = nowNanos;
    }

    private void increase(long nowNanos) {
        long elapsed = increasedAt == Long.MIN_VALUE ? 0 : Math.min(nowNanos - increasedAt, LONGEST_STEP);
        double growth = Math.pow(INCREASE_PER_SECOND, Units.seconds(elapsed));
        long grown = Math.round(rate * growth) + MIN_INCREASE;
        rate = config.clamp(Math.max(rate, Math.min(grown, limit)));
    }

    private boolean mayDecrease(long roundTripNanos, long nowNanos) {
        return decreasedAt == Long.MIN_VALUE || nowNanos - decreasedAt >= MIN_DECREASE_INTERVAL + roundTripNanos;
    }

    /// The receiver's own estimate (REMB).
    void onLimit(long bitsPerSecond, long nowNanos) {
        limit = bitsPerSecond;
        limitedAt = nowNanos;
    }

    void advance(long nowNanos) {
        if (limit != Long.MAX_VALUE && nowNanos - limitedAt >= LIMIT_LIFETIME) {
            limit = Long.MAX_VALUE;
        }
    }

    long nextDeadline() {
        return limit == Long.MAX_VALUE ? Long.MAX_VALUE : limitedAt + LIMIT_LIFETIME;
    }

    /// [Long#MAX_VALUE] when the receiver names none.
    long limit() {
        return limit;
    }

    double loss() {
        return loss;
    }

    long bitsPerSecond() {
        return rate;
    }

    /// Neither loss nor the receiver says how much is too much.
    boolean unlimited() {
        return rate == config.maximum() && limit == Long.MAX_VALUE;
    }
}
