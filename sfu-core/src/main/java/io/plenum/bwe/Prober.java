package io.plenum.bwe;

/// Decides when to probe, and how high: at the start, on while it succeeds, after a drop, and again and again while
/// more is wanted than the estimate allows.
///
/// The first three follow libwebrtc's probe controller. The last replaces its probing in application-limited regions:
/// what a viewer could watch is always known here, and layers leave gaps that plain media never fills.
final class Prober {
    private static final double FIRST = 3;
    private static final double SECOND = 6;
    private static final double STEP = 2;
    /// Where the link has lately been found full: enough to notice that it has grown, too little to push others aside.
    private static final double CAREFUL_STEP = 1.25;
    private static final double CAREFUL_FURTHER_STEP = 1.5;
    /// A probe that proves this share of its rate calls for the next one.
    private static final double FURTHER = 0.7;
    private static final long RESULT_TIMEOUT_NANOS = Units.SECOND;

    private static final long START_DURATION_NANOS = 15 * Units.MILLISECOND;
    /// Longer than the 33 ms between two video frames: a shorter probe that falls into the gap of another's stream
    /// takes it for
    /// free capacity.
    private static final long DURATION_NANOS = 40 * Units.MILLISECOND;
    private static final int MIN_PACKETS = 5;

    /// Probing beyond what is wanted gives room for key frames.
    private static final double HEADROOM = 1.5;
    private static final long FIRST_INTERVAL_NANOS = 2 * Units.SECOND;
    private static final long LONGEST_INTERVAL_NANOS = 3 * Units.SECOND;
    private static final double MIN_STEP = 1.05;
    private static final double RAISED = 1.1;

    /// After a cut the steady increase alone goes on for so long: on a shared link it finds a fair share, probes do
    /// not.
    private static final long QUIET_NANOS = 4_500 * Units.MILLISECOND;
    private static final double CUT = 0.97;

    private static final double LARGE_DROP = 0.66;
    private static final double AFTER_DROP = 0.85;
    private static final long DROP_TIMEOUT_NANOS = 5 * Units.SECOND;

    private final BweConfig config;
    private final ProbeQueue queue = new ProbeQueue();
    private long estimate;
    private long demand = Long.MAX_VALUE;
    private boolean mayProbe = true;
    private boolean nearLimit;

    private boolean started;
    private boolean awaitingResult;
    private long further = Long.MAX_VALUE;
    private long probedAt;
    private long estimateWhenProbed;
    private double jitter = 1;
    private long interval = FIRST_INTERVAL_NANOS;

    private long cutAt;
    private long beforeDrop;
    private long droppedAt = Long.MIN_VALUE;
    private long droppedProbedAt = -DROP_TIMEOUT_NANOS;

    Prober(BweConfig config) {
        this.config = config;
        this.estimate = config.start();
    }

    /// There is a link, and something to probe with.
    void start(long nowNanos) {
        if (!started) {
            started = true;
            double start = config.start();
            order(FIRST * start, START_DURATION_NANOS, nowNanos);
            order(SECOND * start, START_DURATION_NANOS, nowNanos);
            await(SECOND * start);
        }
    }

    void demand(long bitsPerSecond) {
        demand = bitsPerSecond;
    }

    /// A probe arrived. When the link was full with it, and not for the first time, a higher one would show no more.
    void onResult(boolean saturated) {
        further = saturated && nearLimit ? Long.MAX_VALUE : further;
    }

    /// `full` forbids probing at all, `nearLimit` allows small steps only.
    void onEstimate(long bitsPerSecond, boolean full, boolean nearLimit, long nowNanos) {
        if (bitsPerSecond < LARGE_DROP * estimate) {
            beforeDrop = estimate;
            droppedAt = nowNanos;
        }
        if (bitsPerSecond < CUT * estimate) {
            cutAt = nowNanos;
        }
        estimate = bitsPerSecond;
        mayProbe = !full;
        this.nearLimit = nearLimit;
        if (awaitingResult && mayProbe && estimate > further) {
            probe((nearLimit ? CAREFUL_FURTHER_STEP : STEP) * estimate, nowNanos);
        }
    }

    /// An overuse just ended while less was sent than allowed. If most of the rate went with it, that was measured by
    /// what happened to be sent, and may be there still.
    void onRecovered(long nowNanos) {
        double suggested = AFTER_DROP * beforeDrop;
        boolean recent = droppedAt != Long.MIN_VALUE && nowNanos - droppedAt < DROP_TIMEOUT_NANOS;
        if (recent && suggested > estimate && nowNanos - droppedProbedAt >= DROP_TIMEOUT_NANOS) {
            droppedProbedAt = nowNanos;
            droppedAt = Long.MIN_VALUE;
            probe(suggested, nowNanos);
        }
    }

    void advance(long nowNanos) {
        if (awaitingResult && nowNanos - probedAt > RESULT_TIMEOUT_NANOS) {
            awaitingResult = false;
            boolean raised = estimate > RAISED * estimateWhenProbed;
            interval = raised ? FIRST_INTERVAL_NANOS : Math.min(2 * interval, LONGEST_INTERVAL_NANOS);
        }
        if (started && nowNanos >= nextProbe()) {
            probe((nearLimit ? CAREFUL_STEP : STEP) * estimate, nowNanos);
        }
    }

    /// Flows that share a link are cut at the same moments: their next probes must not fall together too. The time is
    /// random enough, in its digits below a millisecond; 0.75 to 1.25.
    private static double jitter(long nowNanos) {
        long mixed = (nowNanos * 0x9E3779B97F4A7C15L) >>> 40;
        return 0.75 + 0.5 * mixed / (1 << 24);
    }

    long nextDeadline() {
        if (!started) {
            return Long.MAX_VALUE;
        }
        return awaitingResult ? probedAt + RESULT_TIMEOUT_NANOS + 1 : nextProbe();
    }

    private long nextProbe() {
        if (awaitingResult || !mayProbe || estimate >= wanted()) {
            return Long.MAX_VALUE;
        }
        return Math.max(probedAt + Math.round(jitter * interval), quietUntil());
    }

    private long quietUntil() {
        return nearLimit ? cutAt + QUIET_NANOS : Long.MIN_VALUE;
    }

    private double wanted() {
        return highest() / MIN_STEP;
    }

    private double highest() {
        return Math.min((double) config.maximum(), HEADROOM * demand);
    }

    private void probe(double bitsPerSecond, long nowNanos) {
        double rate = Math.min(bitsPerSecond, highest());
        awaitingResult = false;
        if (mayProbe && rate >= MIN_STEP * estimate) {
            order(rate, nearLimit ? DURATION_NANOS : START_DURATION_NANOS, nowNanos);
            await(rate < bitsPerSecond ? Double.MAX_VALUE : rate);
        }
    }

    private void order(double rate, long duration, long nowNanos) {
        long bitsPerSecond = config.clamp(Math.round(rate));
        queue.add(bitsPerSecond, Units.bytes(bitsPerSecond, duration), MIN_PACKETS);
        probedAt = nowNanos;
        jitter = jitter(nowNanos);
        estimateWhenProbed = estimate;
    }

    private void await(double rate) {
        awaitingResult = true;
        further = rate == Double.MAX_VALUE ? Long.MAX_VALUE : Math.round(FURTHER * rate);
    }

    boolean waits() {
        return !queue.isEmpty();
    }

    boolean poll(ProbeCluster target) {
        return queue.poll(target);
    }

    long demand() {
        return demand;
    }

    /// The estimate allows more than is wanted.
    boolean satisfied() {
        return estimate >= wanted();
    }

    boolean awaitingResult() {
        return awaitingResult;
    }
}
