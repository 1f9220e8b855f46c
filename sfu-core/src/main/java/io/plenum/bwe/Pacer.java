package io.plenum.bwe;

/// Spreads one subscriber's packets over time, so that a key frame does not arrive as one burst in some router's
/// buffer.
///
/// It knows packets by handles (any non-negative number of its user's) and sizes; the user sends what [#poll] returns:
/// `for (int packet = pacer.poll(now); packet != Pacer.NONE; packet = pacer.poll(now)) …`
public final class Pacer {
    /// Nothing is due.
    public static final int NONE = -1;
    /// A probe has nothing to carry: [#paddingBytes] of padding or old packets are to be sent, or [#noPadding] to be
    /// called.
    public static final int PADDING = -2;

    /// Media may come in bursts; libwebrtc paces by the same factor.
    private static final double FACTOR = 2.5;
    /// Where the link was lately found full, a key frame at that rate would fill its queue.
    private static final double TIGHT_FACTOR = 1.5;
    /// Media is not held longer than this: rather the link's queue grows than our own.
    private static final long MAX_WAIT_NANOS = 400 * Units.MILLISECOND;
    /// A shard that wakes up late may catch up by so much; also the burst that delay estimators take as one.
    private static final long CREDIT_NANOS = 5 * Units.MILLISECOND;
    /// Where the link has room to spare: a whole video frame at 30 a second goes out in the moment in which it comes
    /// (libwebrtc bursts as much).
    private static final long SPARE_CREDIT_NANOS = 40 * Units.MILLISECOND;
    /// Media waits for the next multiple of this: one wake-up serves all packets, and all subscribers of a shard.
    private static final long SLICE_NANOS = Units.MILLISECOND;

    private final PacedQueue audio = new PacedQueue();
    private final PacedQueue retransmissions = new PacedQueue();
    private final PacedQueue video = new PacedQueue();
    private final ProbePace probe = new ProbePace();
    /// In all three.
    private int waiting;
    private long paced;
    /// What a byte takes at that rate.
    private double pacedNanosPerByte;
    private long credit = CREDIT_NANOS;
    private long freeAt = Long.MIN_VALUE;
    private int polledCluster;
    private long polledWait;

    public Pacer(long targetBitsPerSecond) {
        target(targetBitsPerSecond, false);
    }

    public final void target(long bitsPerSecond, boolean tight) {
        if (bitsPerSecond <= 0) {
            throw new IllegalArgumentException("A target must be positive, not " + bitsPerSecond);
        }
        paced = Math.round((tight ? TIGHT_FACTOR : FACTOR) * bitsPerSecond);
        pacedNanosPerByte = 8.0 * Units.SECOND / paced;
    }

    /// The link has room to spare: bursts of the usual size need no smoothing.
    public void spare(boolean room) {
        credit = room ? SPARE_CREDIT_NANOS : CREDIT_NANOS;
    }

    /// False when the queue is full; the caller keeps the packet and counts it.
    public boolean enqueue(PacketPriority priority, int handle, int sizeBytes, long nowNanos) {
        boolean added = queue(priority).add(handle, sizeBytes, nowNanos);
        waiting += added ? 1 : 0;
        return added;
    }

    private PacedQueue queue(PacketPriority priority) {
        return switch (priority) {
            case AUDIO -> audio;
            case RETRANSMISSION -> retransmissions;
            case VIDEO -> video;
        };
    }

    /// While false, probes wait where they were ordered.
    public boolean readyToProbe() {
        return !probe.active();
    }

    public void probe(ProbeCluster cluster) {
        probe.begin(cluster);
    }

    /// The handle of a packet to be sent now, [#PADDING] or [#NONE]. [#polledCluster] belongs to what it returned.
    public int poll(long nowNanos) {
        polledCluster = 0;
        if (isIdle()) {
            return NONE;
        }
        if (!audio.isEmpty()) {
            return pollAudio(nowNanos);
        }
        if (probe.due(nowNanos)) {
            return pollForProbe(nowNanos);
        }
        return mediaDeadline() <= nowNanos ? pollMedia(nowNanos) : NONE;
    }

    private boolean isIdle() {
        return waiting == 0 && !probe.active();
    }

    /// While a probe is under way media travels as its packets only: others between them would falsify it.
    private long mediaDeadline() {
        boolean waiting = !retransmissions.isEmpty() || !video.isEmpty();
        return waiting && !probe.active() ? freeAt : Long.MAX_VALUE;
    }

    /// Goes out at once even amid a probe, and then counts as a part of it.
    private int pollAudio(long nowNanos) {
        polledWait = 0;
        if (probe.active()) {
            polledCluster = probe.id();
            probe.onSent(audio.size(), nowNanos);
        }
        return remove(audio);
    }

    private int pollForProbe(long nowNanos) {
        polledCluster = probe.id();
        if (retransmissions.isEmpty() && video.isEmpty()) {
            return PADDING;
        }
        probe.onSent(next().size(), nowNanos);
        return pollMedia(nowNanos);
    }

    private int pollMedia(long nowNanos) {
        PacedQueue queue = next();
        occupy(queue.size(), nowNanos);
        polledWait = nowNanos - queue.since();
        return remove(queue);
    }

    private int remove(PacedQueue queue) {
        waiting--;
        return queue.remove();
    }

    private PacedQueue next() {
        return retransmissions.isEmpty() ? video : retransmissions;
    }

    private void occupy(int size, long nowNanos) {
        long from = Math.max(freeAt, nowNanos - credit);
        freeAt = from + Math.round(size * nanosPerByte(nowNanos));
    }

    /// As the factor says, or as little as lets the last packet waiting leave in time.
    private double nanosPerByte(long nowNanos) {
        long bytes = queuedBytes();
        if (bytes * pacedNanosPerByte <= Units.MILLISECOND) {
            return pacedNanosPerByte;
        }
        long left = Math.max(Units.MILLISECOND, MAX_WAIT_NANOS - waited(nowNanos));
        return Math.min(pacedNanosPerByte, (double) left / bytes);
    }

    private long waited(long nowNanos) {
        return nowNanos - Math.min(since(retransmissions, nowNanos), since(video, nowNanos));
    }

    private static long since(PacedQueue queue, long nowNanos) {
        return queue.isEmpty() ? nowNanos : queue.since();
    }

    /// The probe that what was polled last belongs to, or 0.
    public int polledCluster() {
        return polledCluster;
    }

    /// How long the packet that was polled last had been waiting.
    public long polledWaitNanos() {
        return polledWait;
    }

    /// About so much is to be sent for each [#PADDING], in one packet, its headers included; [#padded] is told.
    public int paddingBytes() {
        return probe.paddingBytes();
    }

    /// A packet of padding, or one sent in place of it, went out.
    public void padded(int sizeBytes, long nowNanos) {
        probe.onSent(sizeBytes, nowNanos);
        occupy(sizeBytes, nowNanos);
    }

    /// There is nothing to pad with: the probe under way ends.
    public void noPadding() {
        probe.abort();
    }

    /// When [#poll] has something again: in the past when at once, [Long#MAX_VALUE] when never.
    public long nextDeadline() {
        if (isIdle()) {
            return Long.MAX_VALUE;
        }
        if (!audio.isEmpty()) {
            return Long.MIN_VALUE;
        }
        long media = mediaDeadline();
        long sliced = media == Long.MAX_VALUE ? media : Math.ceilDiv(media, SLICE_NANOS) * SLICE_NANOS;
        return Math.min(probe.nextDeadline(), sliced);
    }

    /// Video packets that wait, the next one to go first: so many, each by its handle, and with another size.
    public int waitingVideo() {
        return video.count();
    }

    public int videoHandle(int index) {
        return video.handle(index);
    }

    public void resizeVideo(int index, int sizeBytes) {
        video.resize(index, sizeBytes);
    }

    /// Forgets everything that waits.
    public void clear() {
        audio.clear();
        retransmissions.clear();
        video.clear();
        waiting = 0;
    }

    /// Waiting for their time, audio aside.
    public long queuedBytes() {
        return retransmissions.bytes() + video.bytes();
    }
}
