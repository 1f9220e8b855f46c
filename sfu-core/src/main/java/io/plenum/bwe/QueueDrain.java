package io.plenum.bwe;

/// Takes the rate below the estimate while a queue stands on the way, so that it empties soon.
///
/// The trend of the delay sees a queue grow, not stand: behind a full buffer the delay is high but flat. The lowest
/// delay of the last seconds tells how much of the present one is queue. (libwebrtc reaches the same by pushing back
/// when more data is in flight than a window allows.) A queue that does not shrink meanwhile belongs to somebody
/// else, who would only take what we leave: then we leave nothing for a while.
final class QueueDrain {
    /// A queue below this is jitter, or what a burst of packets makes. All three hold for 480 kbit/s and
    /// more. Below, a packet itself takes longer than 20 ms to go over the link, and they are two packets,
    /// one, and a half: a link of 200 kbit/s, on which a packet alone is late by 48 ms, would be found full
    /// for ever.
    private static final long TOLERATED_NANOS = 40 * Units.MILLISECOND;
    private static final long FILLING_NANOS = 20 * Units.MILLISECOND;
    /// Less than what a probe leaves behind.
    private static final long RIPPLE_NANOS = 10 * Units.MILLISECOND;
    private static final int PACKET_BYTES = 1_200;
    /// Where the estimate is as low as to be wrong, queues are to go all the same.
    private static final double LONGEST_SCALE = 5;
    /// At this much beyond the tolerated the rate is halved.
    private static final double HALVING_NANOS = 150.0 * Units.MILLISECOND;
    private static final long OVERWHELMED_NANOS = 150 * Units.MILLISECOND;
    private static final double MIN_FACTOR = 0.4;
    /// More is sent than arrives, beyond what a short measurement gets wrong.
    private static final double OVERLOAD = 1.1;
    /// The link has lost a third of its capacity, or more.
    private static final double OUTRUN = 1.5;
    /// With less than this part arriving of what was sent, and of what the link was thought to carry, it has lost most
    /// of its capacity: the first packets of the report may have met no queue, the last ones tell.
    private static final double COLLAPSED = 0.33;
    /// Routers hold no more than that.
    private static final long MAX_GROWTH_NANOS = 300 * Units.MILLISECOND;
    /// An own queue has shrunk to three quarters after this time and a round trip.
    private static final long PATIENCE_NANOS = 1_200 * Units.MILLISECOND;
    private static final double SHRUNK = 0.75;
    /// And after this one even if no less can be sent than audio and the lowest layers take.
    private static final long LONGEST_PATIENCE_NANOS = 4 * Units.SECOND;
    /// Only while so little is sent, as a part of what came through, can it be told whose queue it is.
    private static final double YIELDING = 0.85;
    /// The lowest delay is kept for between one and two of these: long enough to meet an empty queue, short enough to
    /// follow a change of path and the drift of two clocks.
    private static final long EPOCH_NANOS = 10 * Units.SECOND;
    /// How long another's queue is taken as given.
    private static final long RESIGNED_NANOS = 30 * Units.SECOND;

    private long epochStartedAt = Long.MIN_VALUE;
    private long lowestBefore = Long.MAX_VALUE;
    private long lowestNow = Long.MAX_VALUE;
    private long queue;
    private double scale = 1;
    private long drainingSince = Long.MIN_VALUE;
    private long shrunkAt;
    private long begunAt;
    /// Since it last shrank.
    private long longest;
    private long resignedUntil;
    private long cutAgainAt;
    /// The last time that a packet waited.
    private long waitedAt = Long.MIN_VALUE / 2;
    private boolean overloaded;
    private boolean outrun;
    private long underWay;
    private long carried;

    /// @param estimate in bits per second, as it was
    void onBatch(FeedbackBatch batch, long estimate, long roundTripNanos, long nowNanos) {
        if (batch.received() == 0) {
            return;
        }
        double packet = (double) Units.nanos(PACKET_BYTES, estimate);
        scale = Math.clamp(packet / FILLING_NANOS, 1, LONGEST_SCALE);
        long delay = Long.MAX_VALUE;
        long longestDelay = Long.MIN_VALUE;
        for (int i = 0; i < batch.received(); i++) {
            delay = Math.min(delay, batch.arrivalNanos(i) - batch.sentNanos(i));
            longestDelay = Math.max(longestDelay, batch.arrivalNanos(i) - batch.sentNanos(i));
        }
        remember(delay, nowNanos);
        if (longestDelay >= waitedDelay()) {
            waitedAt = nowNanos;
        }
        boolean collapsed =
                batch.arrivalRate() > 0 && batch.arrivalRate() < COLLAPSED * Math.min(batch.sendRate(), estimate);
        queue = (collapsed ? longestDelay : delay) - Math.min(lowestBefore, lowestNow);
        overloaded = batch.sendRate() > OVERLOAD * batch.arrivalRate();
        outrun = batch.arrivalRate() > 0 && batch.sendRate() > OUTRUN * batch.arrivalRate();
        judge(roundTripNanos, nowNanos);
        wait(batch, nowNanos);
        underWay = outrun() ? growth(batch, roundTripNanos) : 0;
    }

    private void remember(long delay, long nowNanos) {
        if (epochStartedAt == Long.MIN_VALUE || nowNanos - epochStartedAt >= EPOCH_NANOS) {
            lowestBefore = lowestNow;
            lowestNow = delay;
            epochStartedAt = nowNanos;
        }
        lowestNow = Math.min(lowestNow, delay);
    }

    private void judge(long roundTripNanos, long nowNanos) {
        if (queue <= scale * TOLERATED_NANOS || nowNanos < resignedUntil) {
            drainingSince = Long.MIN_VALUE;
        } else if (drainingSince == Long.MIN_VALUE) {
            begunAt = nowNanos;
            cutAgainAt = nowNanos + 2 * roundTripNanos;
            drainingSince = nowNanos;
            shrunkAt = nowNanos;
            longest = queue;
        } else if (queue < SHRUNK * longest) {
            drainingSince = nowNanos;
            shrunkAt = nowNanos;
            longest = queue;
        } else if (nowNanos - drainingSince > PATIENCE_NANOS + roundTripNanos
                || nowNanos - shrunkAt > LONGEST_PATIENCE_NANOS) {
            resignedUntil = nowNanos + RESIGNED_NANOS;
            drainingSince = Long.MIN_VALUE;
        }
        longest = Math.max(longest, queue);
    }

    /// Time counts against the queue only while we make room for it to empty.
    private void wait(FeedbackBatch batch, long nowNanos) {
        carried = draining() ? Math.max(outrun ? 0 : carried, batch.arrivalRate()) : 0;
        if (draining() && batch.sendRate() > YIELDING * carried) {
            drainingSince = nowNanos;
        }
    }

    /// What was sent since those packets left has made the queue longer, as much as they did.
    private static long growth(FeedbackBatch batch, long roundTripNanos) {
        double excess = (double) batch.sendRate() / batch.arrivalRate() - 1;
        return Math.min(MAX_GROWTH_NANOS, Math.round(excess * roundTripNanos));
    }

    /// What of the estimate may be used now.
    double factor() {
        if (!draining()) {
            return 1;
        }
        double excess = Math.max(0, queue + underWay - scale * TOLERATED_NANOS);
        return Math.max(MIN_FACTOR, 1 - 0.5 * excess / HALVING_NANOS);
    }

    QueueState state(long roundTripNanos, long nowNanos) {
        if (draining()) {
            return nowNanos - begunAt <= roundTripNanos || mustCutAgain(roundTripNanos, nowNanos)
                    ? QueueState.FULL
                    : QueueState.DRAINING;
        }
        if (queue < scale * RIPPLE_NANOS) {
            return QueueState.EMPTY;
        }
        if (queue < scale * FILLING_NANOS) {
            return QueueState.STANDING;
        }
        return nowNanos < resignedUntil ? QueueState.FOREIGN : QueueState.FILLING;
    }

    /// The first cut has had the time to show, and still more is sent than arrives: it was too small. Or it was made
    /// while what arrived was still in part what the wider link had carried.
    private boolean mustCutAgain(long roundTripNanos, long nowNanos) {
        if (!overloaded || !overwhelmed() || (!outrun && nowNanos < cutAgainAt)) {
            return false;
        }
        cutAgainAt = nowNanos + roundTripNanos;
        return true;
    }

    /// The queue is so long that it can only come from a link that lost most of its capacity.
    boolean overwhelmed() {
        return queue + underWay >= OVERWHELMED_NANOS;
    }

    /// What arrives of the latest packets is what the link carries, and far less than what was sent.
    boolean outrun() {
        return draining() && outrun;
    }

    /// A packet with that delay had to wait.
    long waitedDelay() {
        return Math.min(lowestBefore, lowestNow) + RIPPLE_NANOS;
    }

    /// For so long no packet had to wait.
    long calmNanos(long nowNanos) {
        return nowNanos - waitedAt;
    }

    boolean draining() {
        return drainingSince != Long.MIN_VALUE;
    }

    /// There is a queue, ours or not, which is more than a burst.
    boolean stands() {
        return queue > scale * TOLERATED_NANOS;
    }

    long queueNanos() {
        return queue;
    }
}
