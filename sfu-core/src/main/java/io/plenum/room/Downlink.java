package io.plenum.room;

import io.plenum.bwe.BandwidthEstimator;
import io.plenum.bwe.BweConfig;
import io.plenum.bwe.Pacer;
import io.plenum.bwe.ProbeCluster;
import io.plenum.bwe.RoundTrip;
import io.plenum.core.LinkLimit;
import io.plenum.core.LinkStatus;
import io.plenum.rtcp.TransportFeedback;
import io.plenum.send.ResendBudget;
import io.plenum.send.SendQueue;
import io.plenum.send.TransportSequence;

/// The way to one subscriber: how much it carries, how much of that is wanted, and what waits to go over it.
final class Downlink {
    /// The estimate of a link that has shown no limit.
    static final long NO_LIMIT = Long.MAX_VALUE;

    /// An estimate that moves by less changes no choice of layers.
    private static final double MOVED = 0.03;

    private final BandwidthEstimator estimator = new BandwidthEstimator(BweConfig.defaults());
    private final Pacer pacer = new Pacer(estimator.targetBitsPerSecond());
    private final SendQueue queue = new SendQueue(pacer);
    private final ResendBudget budget = new ResendBudget();
    private final TransportSequence numbers = new TransportSequence();
    private final ProbeCluster cluster = new ProbeCluster();
    private boolean probes;
    /// The estimator was told something that the pacer does not know yet.
    private boolean news = true;
    /// The same, and nobody has looked since whether the estimate moved.
    private boolean unread = true;
    /// When the estimator has something to do: asked for when it was told something, and not for each packet.
    private long due;
    /// A probe is ordered: asked for when the estimator was told something, too.
    private boolean ordered;
    /// It was told what arrived: with the next packet it begins to wait for more.
    private boolean answered;

    private long demand;
    private boolean givesLess;
    private long taken = NO_LIMIT;

    SendQueue queue() {
        return queue;
    }

    ResendBudget budget() {
        return budget;
    }

    TransportSequence numbers() {
        return numbers;
    }

    RoundTrip roundTrip() {
        return estimator.roundTrip();
    }

    // --- what is heard of it ---

    private void heard() {
        news = true;
        unread = true;
    }

    /// The subscriber agreed to report when each packet arrived.
    void expectFeedback(long nowNanos) {
        heard();
        estimator.expectFeedback(nowNanos);
    }

    /// False when nothing in it is news.
    boolean onFeedback(TransportFeedback feedback, long nowNanos) {
        heard();
        answered = true;
        return estimator.onFeedback(feedback, nowNanos);
    }

    /// @param fractionLost of all streams together, in 256ths
    void onReceiverReport(int fractionLost, long nowNanos) {
        heard();
        estimator.onReceiverReport(fractionLost, nowNanos);
    }

    void onRemb(long bitsPerSecond, long nowNanos) {
        heard();
        estimator.onRemb(bitsPerSecond, nowNanos);
    }

    // --- what it carries ---

    /// What can be sent, all streams together; [#NO_LIMIT] where nothing tells of a limit.
    long estimateBitsPerSecond() {
        return estimator.unlimited() ? NO_LIMIT : estimator.estimateBitsPerSecond();
    }

    /// Whether the estimate has moved so far since the last time that this was true that layers are to be chosen anew.
    boolean takeEstimateMoved() {
        if (!unread) {
            return false;
        }
        unread = false;
        long now = estimateBitsPerSecond();
        if (now == taken || Math.abs((double) now - taken) < MOVED * Math.min(now, taken)) {
            return false;
        }
        taken = now;
        return true;
    }

    /// What would be sent if the link carried it: beyond this nothing is probed for.
    ///
    /// @param less whether some picture gets less than that
    void demand(long bitsPerSecond, boolean less) {
        heard();
        demand = bitsPerSecond;
        givesLess = less;
        estimator.demand(bitsPerSecond);
    }

    /// Why no more can be sent. Only the demand tells whether more is wanted: a layer that does not fit leaves a gap
    /// that nothing fills, and what does fit may fill the link for a moment. And a step up needs more room than it
    /// takes: where the estimate just covers the demand a picture may still wait for it.
    LinkLimit limit() {
        LinkLimit limit = estimator.limit();
        boolean wanting = givesLess || demand > estimateBitsPerSecond();
        return switch (limit) {
            case APPLICATION -> wanting ? LinkLimit.PROBING : limit;
            case DELAY -> wanting ? limit : LinkLimit.APPLICATION;
            case STARTING, PROBING, LOSS, QUEUE, RECEIVER, SILENCE, MAXIMUM -> limit;
        };
    }

    LinkStatus status(long nowNanos) {
        return new LinkStatus(
                estimator.unlimited() ? 0 : estimator.estimateBitsPerSecond(),
                estimator.sentBitsPerSecond(nowNanos),
                demand,
                estimator.lossRatio(),
                roundTrip().known() ? roundTrip().nanos() : 0,
                estimator.queueNanos(),
                limit());
    }

    // --- what goes over it ---

    /// Does what is due, and lets the pacer know what came of everything that was heard. Sending alone changes nothing.
    void advance(long nowNanos) {
        if (due <= nowNanos) {
            heard();
            estimator.advance(nowNanos);
        }
        if (news) {
            news = false;
            followEstimator();
            due = estimator.nextDeadline();
        }
    }

    private void followEstimator() {
        pacer.target(estimator.targetBitsPerSecond(), estimator.isTight());
        pacer.spare(estimator.hasRoom());
        budget.follow(estimator.targetBitsPerSecond(), estimator.isFull());
        ordered = estimator.probeWaits();
    }

    /// A probe is ordered, and none is under way.
    boolean probeWaits() {
        return probes && ordered && pacer.readyToProbe();
    }

    void beginProbe() {
        if (estimator.pollProbe(cluster)) {
            pacer.probe(cluster);
        }
        ordered = estimator.probeWaits();
    }

    /// The handle of a packet in [#queue] to be sent now, [Pacer#PADDING] or [Pacer#NONE].
    int poll(long nowNanos) {
        return pacer.poll(nowNanos);
    }

    /// Whether the packet polled last was held back for a while.
    boolean wasPaced() {
        return pacer.polledWaitNanos() > 0;
    }

    int paddingBytes() {
        return pacer.paddingBytes();
    }

    void noPadding() {
        pacer.noPadding();
    }

    /// A packet of padding, or one sent in place of it, went out.
    void padded(long sequence, int length, long nowNanos, long leavesNanos) {
        int probe = pacer.polledCluster();
        pacer.padded(length, nowNanos);
        sent(sequence, length, nowNanos, leavesNanos, probe);
    }

    /// A packet went out; it has a transport-wide number or [io.plenum.send.PacketWriter#NOT_NUMBERED].
    void sent(long sequence, int length, long nowNanos, long leavesNanos) {
        if (sequence < 0) {
            estimator.onSent(length, nowNanos);
        } else {
            sent(sequence, length, nowNanos, leavesNanos, pacer.polledCluster());
        }
    }

    private void sent(long sequence, int length, long nowNanos, long leavesNanos, int probe) {
        estimator.onSent(sequence, length, nowNanos, leavesNanos, probe);
        if (answered) {
            answered = false;
            due = estimator.nextDeadline();
        }
    }

    boolean probes() {
        return probes;
    }

    /// There is something from now on that probes can consist of.
    void startProbing(long nowNanos) {
        probes = true;
        heard();
        estimator.startProbing(nowNanos);
        ordered = estimator.probeWaits();
    }

    long deadline() {
        return Math.min(pacer.nextDeadline(), news ? estimator.nextDeadline() : due);
    }
}
