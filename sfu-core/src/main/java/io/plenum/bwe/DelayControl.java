package io.plenum.bwe;

/// The delay-based half of the estimate: bursts, trend, detector and rate control in a row.
final class DelayControl {
    /// After such a silence the delays of before say nothing about the link.
    private static final long STREAM_TIMEOUT_NANOS = 2 * Units.SECOND;

    /// Behind a queue of that length the link lost most of its capacity, and the queue is to go before the pictures
    /// come late: for a while less is sent than the link carries.
    private static final double DEEPER = 0.85;

    /// Of the rate. With more than that arriving, a burst of our own made the queue.
    private static final double NARROWED = 0.75;

    /// While another's queue is taken as given its growth says little of ours: it costs 3 %, which is what this
    /// leaves of the back-off of [RateControl].
    private static final double YIELDED = 0.97 / 0.9;

    private final InterArrival bursts = new InterArrival();
    private final DelayTrend trend = new DelayTrend();
    private final OveruseDetector detector = new OveruseDetector();
    private final RateControl rate;
    private long lastFeedback = Long.MIN_VALUE;
    private boolean recovered;

    DelayControl(BweConfig config) {
        this.rate = new RateControl(config);
    }

    /// `acknowledged` and `probed` are 0 when unknown. Packets of probes are left out: the queue that they make is
    /// meant to be made, and gone as soon as they are.
    void onBatch(
            FeedbackBatch batch,
            long acknowledged,
            long probed,
            QueueState queue,
            boolean overwhelmed,
            boolean unused,
            long nowNanos) {
        recovered = false;
        if (batch.received() == 0) {
            return;
        }
        if (lastFeedback == Long.MIN_VALUE || nowNanos - lastFeedback > STREAM_TIMEOUT_NANOS) {
            reset();
        }
        lastFeedback = nowNanos;
        for (int i = 0; i < batch.received(); i++) {
            if (batch.cluster(i) == 0 && bursts.add(batch.sentNanos(i), batch.arrivalNanos(i), nowNanos)) {
                detect(Units.millis(bursts.sendDeltaNanos()), Units.millis(bursts.arrivalDeltaNanos()));
            }
        }
        if (mustDecrease(queue)) {
            decrease(carried(acknowledged, queue, overwhelmed, unused), nowNanos);
        } else if (mayIncrease(queue)) {
            increase(acknowledged, probed, nowNanos);
        }
    }

    /// Where less is sent than may be, what arrives is not what the link carries. A queue that is still short may be
    /// the ripple of a key frame: it costs one step, and the next one follows soon if it was none.
    private long carried(long acknowledged, QueueState queue, boolean overwhelmed, boolean unused) {
        if (queue == QueueState.FOREIGN && acknowledged > 0) {
            return Math.round(YIELDED * Math.max(acknowledged, rate.bitsPerSecond()));
        }
        if (unused && queue != QueueState.FULL && acknowledged > 0) {
            return Math.max(acknowledged, rate.bitsPerSecond());
        }
        boolean narrowed = overwhelmed && acknowledged < NARROWED * rate.bitsPerSecond();
        return narrowed ? Math.round(DEEPER * acknowledged) : acknowledged;
    }

    private boolean mustDecrease(QueueState queue) {
        boolean overused = detector.usage() == LinkUsage.OVERUSED;
        return switch (queue) {
            case EMPTY, DRAINING -> false;
            case STANDING, FILLING, FOREIGN -> overused;
            case FULL -> true;
        };
    }

    private boolean mayIncrease(QueueState queue) {
        boolean room = queue == QueueState.EMPTY || queue == QueueState.STANDING || queue == QueueState.FOREIGN;
        return room && detector.usage() != LinkUsage.OVERUSED;
    }

    private void detect(double sendDelta, double arrivalDelta) {
        LinkUsage before = detector.usage();
        trend.add(sendDelta, arrivalDelta);
        LinkUsage after = detector.add(trend, sendDelta, arrivalDelta);
        recovered |= before == LinkUsage.UNDERUSED && after == LinkUsage.NORMAL;
    }

    private void decrease(long acknowledged, long nowNanos) {
        if (acknowledged > 0 && rate.mayDecrease(acknowledged, nowNanos)) {
            rate.update(LinkUsage.OVERUSED, acknowledged, nowNanos);
        } else if (acknowledged == 0 && rate.mayDecrease(Long.MAX_VALUE, nowNanos)) {
            rate.set(rate.bitsPerSecond() / 2, nowNanos);
        }
    }

    private void increase(long acknowledged, long probed, long nowNanos) {
        if (probed > rate.bitsPerSecond()) {
            rate.set(probed, nowNanos);
        } else {
            rate.update(detector.usage(), acknowledged, nowNanos);
        }
    }

    private void reset() {
        bursts.reset();
        trend.reset();
        detector.reset();
    }

    void roundTrip(long nanos) {
        rate.roundTrip(nanos);
    }

    void ceiling(long bitsPerSecond) {
        rate.ceiling(bitsPerSecond);
    }

    /// Where the link was found full; 0 while unknown.
    long capacity() {
        return rate.capacity();
    }

    void forgetCapacity() {
        rate.forgetCapacity();
    }

    boolean nearCapacity() {
        return rate.nearCapacity();
    }

    boolean atCapacity() {
        return rate.atCapacity();
    }

    /// Nothing is heard any more: less is sent until something is.
    void cut(long bitsPerSecond, long nowNanos) {
        rate.set(bitsPerSecond, nowNanos);
    }

    LinkUsage usage() {
        return detector.usage();
    }

    /// The latest feedback showed the end of an overuse.
    boolean recovered() {
        return recovered;
    }

    long bitsPerSecond() {
        return rate.bitsPerSecond();
    }
}
