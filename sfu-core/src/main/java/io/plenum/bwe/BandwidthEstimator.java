package io.plenum.bwe;

import io.plenum.core.LinkLimit;
import io.plenum.rtcp.TransportFeedback;

/// How much can be sent to one subscriber: the send-side congestion control of draft-ietf-rmcat-gcc-02 in the form that
/// libwebrtc has given it since, and beyond (see `docs/bwe.md`).
///
/// Owned by one shard; every method is called on its thread. After each call that takes the time,
/// [#targetBitsPerSecond], [#pollProbe] and [#nextDeadline] may have changed.
public final class BandwidthEstimator {
    /// While loss limits the rate, the delay-based one cannot prove itself: it must not run away meanwhile.
    private static final double AHEAD_OF_LOSS = 1.1;

    private static final double USED = 0.75;

    private static final double USED_UP = 0.95;

    /// A receiver that agreed to transport-wide feedback and sends reports, but none of those, after this long, will
    /// not send any: it is then treated like one that did not agree.
    private static final long PATIENCE_NANOS = 3 * Units.SECOND;

    /// A queue below this is the ripple of what was just sent.
    private static final long RIPPLE_NANOS = 10 * Units.MILLISECOND;

    /// A link that is used as much as this part of what it was once full with, and on which no packet waits for that
    /// long, has become wider: on a full one a burst waits in each second.
    private static final double NEAR = 0.6;

    private static final long WIDER_NANOS = 2_500 * Units.MILLISECOND;

    private final BweConfig config;
    private final SentPackets history = new SentPackets();
    private final FeedbackBatch batch = new FeedbackBatch();
    private final RoundTrip roundTrip = new RoundTrip();
    private final AcknowledgedRate acknowledged = new AcknowledgedRate();
    private final ApplicationLimit application;
    private final DelayControl delay;
    private final LossControl loss;
    private final QueueDrain drain = new QueueDrain();
    private final ReportControl reports;
    private final FeedbackSilence silence = new FeedbackSilence();
    private final ProbeResults probeResults = new ProbeResults();
    private final Prober prober;
    private final SentRate sent = new SentRate();

    private boolean expectsFeedback;
    private long firstSentAt = Long.MIN_VALUE;
    private boolean hasFeedback;
    private boolean wasApplicationLimited;
    private long estimate;
    private long target;

    public BandwidthEstimator(BweConfig config) {
        this.config = config;
        application = new ApplicationLimit(config.start());
        delay = new DelayControl(config);
        loss = new LossControl(config);
        reports = new ReportControl(config);
        prober = new Prober(config);
        estimate = config.maximum();
        target = config.maximum();
    }

    /// The receiver agreed to report on transport-wide numbers: until it does, the start rate counts.
    public void expectFeedback(long nowNanos) {
        if (!expectsFeedback) {
            expectsFeedback = true;
            update(nowNanos);
        }
    }

    /// From now on there is something that probes can consist of.
    public void startProbing(long nowNanos) {
        prober.start(nowNanos);
    }

    /// A packet without a transport-wide number went out.
    public void onSent(int sizeBytes, long nowNanos) {
        sent.add(sizeBytes, nowNanos);
    }

    /// A packet that carries a transport-wide number (extended; it must rise) went out. `cluster` is that of the probe
    /// that it belongs to, or 0.
    ///
    /// @param leavesNanos when its way over the network begins: a sender that has much to do comes late
    ///     to its last packets, and that is no queue of the link
    public void onSent(long sequence, int sizeBytes, long nowNanos, long leavesNanos, int cluster) {
        if (firstSentAt == Long.MIN_VALUE) {
            firstSentAt = nowNanos;
        }
        sent.add(sizeBytes, nowNanos);
        history.add(sequence, sizeBytes, cluster, leavesNanos);
        application.onSent(sizeBytes, nowNanos);
        if (hasFeedback) {
            silence.onSent(nowNanos);
        }
    }

    /// `feedback` has been wrapped around a packet and accepted it. False when nothing in it is news.
    public boolean onFeedback(TransportFeedback feedback, long nowNanos) {
        batch.match(feedback, history);
        if (batch.isEmpty()) {
            return false;
        }
        expectsFeedback = true;
        hasFeedback = true;
        silence.onFeedback();
        roundTrip.onBatch(batch, nowNanos);
        delay.roundTrip(roundTrip.nanos());
        measure();
        drain.onBatch(batch, estimate, roundTrip.nanos(), nowNanos);
        if (drain.calmNanos(nowNanos) >= WIDER_NANOS && acknowledged.bitsPerSecond() >= NEAR * delay.capacity()) {
            delay.forgetCapacity();
        }
        long probed = probe();
        delay.ceiling(limitedByLoss() ? Math.round(AHEAD_OF_LOSS * loss.bitsPerSecond()) : config.maximum());
        QueueState queue = drain.state(roundTrip.nanos(), nowNanos);
        delay.onBatch(batch, throughput(), probed, queue, drain.overwhelmed(), unused(), nowNanos);
        loss.onBatch(batch, delay.bitsPerSecond(), acknowledged.bitsPerSecond(), application.limited());
        update(nowNanos);
        if (delay.recovered() && application.limited()) {
            prober.onRecovered(nowNanos);
        }
        return true;
    }

    /// Behind a full link a probe gets its part of a burst, which on a shared link is more than its fair share: where
    /// the link was found full before, only half of what a probe seems to promise is taken.
    private long probe() {
        long probed = probeResults.onBatch(batch);
        if (probed > 0) {
            prober.onResult(probeResults.saturated());
        }
        boolean doubtful = probeResults.saturated() && nearLimit() && probed > estimate;
        return doubtful ? (probed + estimate) / 2 : probed;
    }

    /// What arrives from a queue is the link's own rate. Behind a long one the mean of before is of no use;
    /// and where less was sent than could be, the mean says how much that was, and a burst of it made the
    /// queue. Else the mean lags behind the burst that filled the queue, and is raised as far as the link is
    /// known to carry. In the first half second there is no mean.
    private long throughput() {
        long mean = acknowledged.bitsPerSecond();
        long queued = batch.queuedRate(drain.waitedDelay());
        if (queued == 0) {
            return mean;
        }
        if (mean == 0) {
            return queued;
        }
        if (unused()) {
            return drain.outrun() ? queued : Math.max(mean, queued);
        }
        return drain.overwhelmed() || drain.outrun()
                ? Math.min(mean, queued)
                : Math.max(mean, Math.min(queued, delay.capacity()));
    }

    private boolean unused() {
        return sent.bitsPerSecond() < USED_UP * estimate;
    }

    private void measure() {
        if (wasApplicationLimited && !application.limited()) {
            acknowledged.expectChange();
        }
        wasApplicationLimited = application.limited();
        for (int i = 0; i < batch.received(); i++) {
            acknowledged.add(batch.arrivalNanos(i), batch.size(i));
        }
    }

    /// What a receiver report says of all its streams together, in 256ths.
    public void onReceiverReport(int fractionLost, long nowNanos) {
        if (hasFeedback) {
            return;
        }
        if (firstSentAt != Long.MIN_VALUE && nowNanos - firstSentAt > PATIENCE_NANOS) {
            expectsFeedback = false;
        }
        reports.onReport(fractionLost, sent.bitsPerSecond(), roundTrip.nanos(), nowNanos);
        update(nowNanos);
    }

    /// A receiver's estimated maximum bitrate: a limit, whatever else is known.
    public void onRemb(long bitsPerSecond, long nowNanos) {
        reports.onLimit(bitsPerSecond, nowNanos);
        update(nowNanos);
    }

    /// What would be sent if the link carried it: beyond this nothing is probed for.
    public void demand(long bitsPerSecond) {
        prober.demand(bitsPerSecond);
    }

    public void advance(long nowNanos) {
        sent.roll(nowNanos);
        double left = silence.advance(roundTrip.nanos(), nowNanos);
        if (left < 1) {
            delay.cut(Math.round(left * estimate), nowNanos);
            update(nowNanos);
        }
        reports.advance(nowNanos);
        prober.advance(nowNanos);
    }

    /// When [#advance] is due.
    public long nextDeadline() {
        long deadline = Math.min(silence.nextDeadline(roundTrip.nanos()), reports.nextDeadline());
        return Math.min(deadline, prober.nextDeadline());
    }

    private void update(long nowNanos) {
        estimate = config.clamp(Math.min(measured(), reports.limit()));
        target = config.clamp(Math.round(estimate * drain.factor()));
        application.target(target);
        if (expectsFeedback) {
            prober.onEstimate(estimate, full(), nearLimit(), nowNanos);
        }
    }

    private long measured() {
        if (!hasFeedback) {
            return expectsFeedback ? config.start() : reports.bitsPerSecond();
        }
        return loss.ready() ? Math.min(delay.bitsPerSecond(), loss.bitsPerSecond()) : delay.bitsPerSecond();
    }

    private boolean full() {
        return !hasFeedback
                || silence.silent()
                || drain.draining()
                || delay.usage() != LinkUsage.NORMAL
                || exploring()
                || loss.state() == LossControl.State.DECREASING;
    }

    /// Near the capacity the increase of the rate shows by itself whether there is more, but only if the rate is used.
    private boolean exploring() {
        return delay.atCapacity() && acknowledged.bitsPerSecond() >= USED * estimate;
    }

    private boolean nearLimit() {
        return delay.nearCapacity() || limitedByLoss();
    }

    private boolean limitedByLoss() {
        return loss.ready() && loss.state() != LossControl.State.UNLIMITED;
    }

    /// [#pollProbe] has something.
    public boolean probeWaits() {
        return prober.waits();
    }

    /// The next probe to send, if there is one; goes on until false.
    public boolean pollProbe(ProbeCluster cluster) {
        boolean present = prober.poll(cluster);
        if (present) {
            probeResults.expect(cluster);
        }
        return present;
    }

    /// What may be sent now, all streams and retransmissions together.
    public long targetBitsPerSecond() {
        return target;
    }

    /// What the link is thought to carry: the target but for a queue that is let empty. Layers are chosen by this
    /// one, as a queue passes sooner than a layer comes back.
    public long estimateBitsPerSecond() {
        return estimate;
    }

    /// Nothing tells of a limit, nor will: the receiver sends reports at most, and those show no trouble.
    public boolean unlimited() {
        return !expectsFeedback && reports.unlimited();
    }

    /// There is room beside what is sent, and no queue on the way.
    public boolean hasRoom() {
        boolean calm = hasFeedback && drain.queueNanos() < RIPPLE_NANOS && !silence.silent();
        return unlimited() || (calm && (!nearLimit() || prober.satisfied()));
    }

    /// The link's queue is so long that it is to empty before anything else.
    public boolean isFull() {
        return drain.draining() && drain.overwhelmed();
    }

    /// The link was lately found full, not far from the estimate.
    public boolean isTight() {
        return hasFeedback && nearLimit();
    }

    /// Why the target is not higher.
    public LinkLimit limit() {
        if (unlimited()) {
            return LinkLimit.APPLICATION;
        }
        if (silence.silent()) {
            return LinkLimit.SILENCE;
        }
        if (drain.stands()) {
            return LinkLimit.QUEUE;
        }
        if (reports.limit() <= estimate) {
            return LinkLimit.RECEIVER;
        }
        if (estimate >= config.maximum()) {
            return LinkLimit.MAXIMUM;
        }
        if (!hasFeedback) {
            return expectsFeedback ? LinkLimit.STARTING : LinkLimit.LOSS;
        }
        if (limitedByLoss()) {
            return LinkLimit.LOSS;
        }
        if (prober.awaitingResult()) {
            return LinkLimit.PROBING;
        }
        return application.limited() ? LinkLimit.APPLICATION : LinkLimit.DELAY;
    }

    /// 0 to 1, over the last seconds.
    public double lossRatio() {
        return hasFeedback ? loss.loss() : reports.loss();
    }

    /// How much of the latest packets' delay was queue.
    public long queueNanos() {
        return drain.queueNanos();
    }

    public RoundTrip roundTrip() {
        return roundTrip;
    }

    /// All that was sent over the last second.
    public long sentBitsPerSecond(long nowNanos) {
        sent.roll(nowNanos);
        return sent.bitsPerSecond();
    }

    /// What would be sent if the link carried it.
    public long demandBitsPerSecond() {
        return prober.demand();
    }

    public LinkUsage usage() {
        return delay.usage();
    }

    /// Less is sent than the target allows.
    public boolean applicationLimited() {
        return application.limited();
    }
}
