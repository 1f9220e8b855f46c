package io.plenum.receive;

import io.plenum.rtp.NtpTime;
import io.plenum.rtp.SequenceExtender;

/// One SSRC of a publisher: puts arrivals in order, finds duplicates and gaps, and knows what a report says about it.
public final class ReceiveStream {
    /// A jump of more is a sender that began anew, or a forgery: believed when the next packet confirms it
    /// (RFC 3550 A.1, MAX_DROPOUT).
    static final int MAX_AHEAD = 3_000;

    /// A timestamp that goes back by more, or ahead by so much more than the time that passed, is of a sender that
    /// began anew, too: browsers choose all numbers afresh, and the sequence number may come to lie near the
    /// old one.
    static final int MAX_LEAP_SECONDS = 10;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LAP = 1 << 16;
    private static final int NOTHING_SUSPECTED = -1;

    private final long ssrc;
    private final int clockRate;
    private final boolean asksForMissing;
    private final SequenceExtender sequences = new SequenceExtender();
    private final ArrivalWindow window = new ArrivalWindow();
    private final NackTracker missing = new NackTracker();
    private final ReceptionStatistics statistics;

    /// What a restart adds, so that numbers never go back.
    private long base;

    private long sequence;
    private long highestTimestamp;
    private long highestAtNanos;
    private int suspect = NOTHING_SUSPECTED;
    private boolean missingChanged;
    private long lostPackets;
    private long repairedPackets;

    private long reportNtp;
    private long reportedAtNanos;
    private boolean reported;

    /// @param asksForMissing whether NACK was agreed on
    public ReceiveStream(long ssrc, int clockRate, boolean asksForMissing) {
        this(ssrc, clockRate, asksForMissing, 0);
    }

    /// @param base of the stream that this one replaces: names go on growing
    public ReceiveStream(long ssrc, int clockRate, boolean asksForMissing, long base) {
        this.ssrc = ssrc;
        this.clockRate = clockRate;
        this.base = base;
        this.asksForMissing = asksForMissing;
        this.statistics = new ReceptionStatistics(clockRate);
    }

    public long ssrc() {
        return ssrc;
    }

    /// A packet that came on the stream itself.
    public Arrival accept(int sequence16, long timestamp, long nowNanos) {
        boolean leaps = sequences.started() && leaps(timestamp, nowNanos);
        Arrival arrival = leaps ? suspect(sequence16, nowNanos) : place(sequence16, nowNanos);
        if (arrival == Arrival.NEW || arrival == Arrival.RESTARTED) {
            statistics.arrived(sequence, timestamp, nowNanos);
            note(timestamp, nowNanos);
        }
        return arrival;
    }

    /// A packet that came as a retransmission: it repairs, it does not count as received.
    public Arrival acceptRepair(int sequence16, long timestamp, long nowNanos) {
        if (!sequences.started()
                || isJump(sequences.nearest(sequence16) - sequences.highest())
                || leaps(timestamp, nowNanos)) {
            return Arrival.TOO_OLD;
        }
        return place(sequence16, nowNanos);
    }

    /// The extended number of the packet accepted last. Grows over restarts, so it is a name for life.
    public long sequence() {
        return sequence;
    }

    /// What a stream in this one's place begins above.
    public long nextBase() {
        return base + Math.max(0, sequences.highest()) / LAP * LAP;
    }

    /// Whether others are missing than at the last call.
    public boolean takeMissingChanged() {
        boolean result = missingChanged;
        missingChanged = false;
        return result;
    }

    public NackTracker missing() {
        return missing;
    }

    public ReceptionStatistics statistics() {
        return statistics;
    }

    /// With the cycles counted from zero, as a report block wants it.
    public long highestForReport() {
        return (sequences.highest() - LAP) & 0xFFFF_FFFFL;
    }

    /// Packets that gaps showed, since the last call.
    public long takeLost() {
        long result = lostPackets;
        lostPackets = 0;
        return result;
    }

    /// Packets of gaps that came after all, since the last call.
    public long takeRepaired() {
        long result = repairedPackets;
        repairedPackets = 0;
        return result;
    }

    /// A sender report came: the next report block echoes it.
    public void senderReported(long ntp, long nowNanos) {
        reportNtp = ntp;
        reportedAtNanos = nowNanos;
        reported = true;
    }

    public long lastSenderReport() {
        return reported ? NtpTime.compact(reportNtp) : 0;
    }

    public long delaySinceSenderReport(long nowNanos) {
        return reported ? NtpTime.compactDuration(nowNanos - reportedAtNanos) : 0;
    }

    private Arrival place(int sequence16, long nowNanos) {
        if (!sequences.started()) {
            sequence = base + sequences.extend(sequence16);
            window.startAt(sequence);
            return Arrival.NEW;
        }
        long highest = base + sequences.highest();
        long ahead = sequences.nearest(sequence16) + base - highest;
        if (isJump(ahead)) {
            return suspect(sequence16, nowNanos);
        }
        suspect = NOTHING_SUSPECTED;
        return ahead > 0 ? placeAhead(sequence16, highest, nowNanos) : placeBehind(highest + ahead);
    }

    private static boolean isJump(long ahead) {
        return ahead > MAX_AHEAD || ahead <= -ArrivalWindow.SIZE;
    }

    private boolean leaps(long timestamp, long nowNanos) {
        long step = (int) (timestamp - highestTimestamp);
        long most = MAX_LEAP_SECONDS * (long) clockRate;
        long passed = Math.max(0, nowNanos - highestAtNanos) / NANOS_PER_SECOND * clockRate;
        // Half a lap is all that the difference of two timestamps can tell.
        return passed < Integer.MAX_VALUE - most && (step < -most || step > passed + most);
    }

    private void note(long timestamp, long nowNanos) {
        if (sequence == base + sequences.highest()) {
            highestTimestamp = timestamp;
            highestAtNanos = nowNanos;
        }
    }

    private Arrival placeAhead(int sequence16, long highest, long nowNanos) {
        sequence = base + sequences.extend(sequence16);
        window.moveTo(highest, sequence);
        if (sequence > highest + 1) {
            lostPackets += sequence - highest - 1;
            if (asksForMissing) {
                missing.gap(highest, sequence, nowNanos);
                missingChanged = true;
            }
        }
        return Arrival.NEW;
    }

    private Arrival placeBehind(long candidate) {
        if (window.contains(candidate)) {
            return Arrival.DUPLICATE;
        }
        sequence = candidate;
        window.mark(candidate);
        missingChanged |= missing.arrived(candidate);
        repairedPackets++;
        return Arrival.NEW;
    }

    /// The packet that only raised the suspicion is asked for again: it may be the start of the first key frame.
    private Arrival suspect(int sequence16, long nowNanos) {
        if (sequence16 != suspect) {
            suspect = (sequence16 + 1) & 0xFFFF;
            return Arrival.TOO_OLD;
        }
        suspect = NOTHING_SUSPECTED;
        base = nextBase();
        sequences.reset();
        missing.clear();
        statistics.restart();
        sequence = base + sequences.extend(sequence16);
        window.startAt(sequence);
        if (asksForMissing) {
            missing.gap(sequence - 2, sequence, nowNanos);
            missingChanged = true;
        }
        return Arrival.RESTARTED;
    }
}
