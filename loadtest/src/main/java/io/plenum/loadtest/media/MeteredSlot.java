package io.plenum.loadtest.media;

import io.plenum.core.MediaKind;
import io.plenum.core.SlotSpec;
import io.plenum.receive.Arrival;
import io.plenum.receive.KeyframeRequester;
import io.plenum.receive.ReceiveStream;
import io.plenum.receive.Rtx;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtcp.SenderReport;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/// One slot of a metered receiver. The bookkeeping is the engine's own for publishers, seen from the other side.
final class MeteredSlot {
    private static final int NOTHING = SealReader.NOTHING;

    private final SlotSpec spec;
    private final Tally tally;
    private final ReceiveStream stream;
    private final RoundTrip roundTrip = new RoundTrip();
    private final KeyframeRequester keyFrames = new KeyframeRequester();
    /// Null where what comes carries no seals.
    private final @Nullable SealReader seals;

    private long packets;
    private long lost;
    private long highest = -1;
    private long playedNanos;
    private boolean played;
    private int layer = NOTHING;

    /// @param seals reads what comes; null where that carries none
    MeteredSlot(SlotSpec spec, Tally tally, @Nullable SealReader seals) {
        this.spec = spec;
        this.tally = tally;
        this.seals = seals;
        this.stream = new ReceiveStream(
                spec.ssrc(), spec.payloads().getFirst().codec().clockRate(), spec.kind() == MediaKind.VIDEO);
    }

    /// A packet on the slot's own stream; `end` is that of the payload.
    void media(RtpPacket rtp, int end, long nowNanos) {
        Arrival arrival = stream.accept(rtp.sequence16(), rtp.timestamp(), nowNanos);
        if (arrival != Arrival.DUPLICATE) {
            look(rtp.bytes(), rtp.payloadOffset(), end, count(arrival), nowNanos);
        }
    }

    /// A packet that nobody decrypted; `length` is that of its payload.
    void unseen(RtpPacket rtp, int length, long nowNanos) {
        Arrival arrival = stream.accept(rtp.sequence16(), rtp.timestamp(), nowNanos);
        if (arrival != Arrival.DUPLICATE) {
            var _ = count(arrival);
            played(length, nowNanos);
        }
    }

    /// The same number twice is no fault of the server's: it repaired a packet that was only late.
    /// Copies that a network makes do not come so far, since SRTP refuses replays.
    private SealReader.Place count(Arrival arrival) {
        packets++;
        tally.packets++;
        return place(arrival);
    }

    void retransmission(RtpPacket rtp, int end, long nowNanos) {
        if (!Rtx.hasOriginal(rtp)) {
            return; // padding: the server probes
        }
        tally.retransmitted++;
        int payload = rtp.payloadOffset();
        int original = BigEndian.u16(rtp.bytes(), payload);
        roundTrip.answered(original, nowNanos);
        Arrival arrival = stream.acceptRepair(original, rtp.timestamp(), nowNanos);
        if (arrival == Arrival.NEW) { // servers probe with what has arrived, too
            look(rtp.bytes(), payload + Rtx.OSN_LENGTH, end, place(arrival), nowNanos);
        }
    }

    /// Sums up the gaps. What was given up before it came is lost all the same: a decoder had gone on.
    private SealReader.Place place(Arrival arrival) {
        long newlyLost = stream.takeLost();
        long repaired = stream.takeRepaired();
        boolean waitedFor = stream.takeMissingChanged() || spec.kind() == MediaKind.AUDIO;
        lost += newlyLost;
        tally.lost += newlyLost;
        if (arrival == Arrival.TOO_OLD || (repaired > 0 && !waitedFor)) {
            tally.late++;
            return SealReader.Place.TOO_LATE;
        }
        tally.repaired += repaired;
        boolean ahead = stream.sequence() > highest;
        highest = Math.max(highest, stream.sequence());
        return ahead ? SealReader.Place.AHEAD : SealReader.Place.BEHIND;
    }

    /// An empty packet is the server's own: it fills a gap that no receiver needs filled otherwise, or probes.
    private void look(byte[] bytes, int payload, int end, SealReader.Place place, long nowNanos) {
        if (end == payload) {
            return;
        }
        played(end - payload, nowNanos);
        int quality = seals == null ? 0 : seals.read(bytes, payload, end, place, nowNanos);
        layer = Math.max(layer, quality);
    }

    private void played(int length, long nowNanos) {
        if (length > 0) {
            played = true;
            playedNanos = nowNanos;
        }
    }

    /// Whether something came in so many nanoseconds before now.
    boolean playedWithin(long nanos, long nowNanos) {
        return played && nowNanos - playedNanos < nanos;
    }

    boolean isSealed() {
        return seals != null;
    }

    void senderReport(SenderReport report, long nowNanos) {
        stream.senderReported(report.ntpTime(), nowNanos);
    }

    void report(RtcpWriter writer, long nowNanos) {
        if (stream.statistics().started()) {
            writer.reportBlock(
                    spec.ssrc(),
                    stream.statistics().takeFractionLost(),
                    stream.statistics().cumulativeLost(),
                    stream.highestForReport(),
                    stream.statistics().jitter(),
                    stream.lastSenderReport(),
                    stream.delaySinceSenderReport(nowNanos));
        }
    }

    /// Asks for what is missing, and for a key frame where that was given up.
    ///
    /// @param scratch room for numbers
    void ask(RtcpWriter writer, long ownSsrc, long[] scratch, long nowNanos) {
        int missing = stream.missing().collect(scratch, roundTrip.nanos(), nowNanos);
        for (int i = 0; i < missing; i++) {
            roundTrip.asked((int) (scratch[i] & 0xFFFF), nowNanos);
        }
        if (missing > 0) {
            writer.nack(ownSsrc, spec.ssrc(), scratch, 0, missing);
        }
        if (stream.missing().takeGaveUp()) {
            keyFrames.want();
        }
        if (keyFrames.poll(nowNanos)) {
            keyFrames.arrived(); // the meter does not decode: one request for each loss that was given up
            tally.keyFramesAsked++;
            writer.pli(ownSsrc, spec.ssrc());
        }
    }

    long nextNanos() {
        return Math.min(stream.missing().deadline(), keyFrames.deadline());
    }

    /// The highest quality since the last call, -1 when there was nothing.
    int takeLayer() {
        int highest = layer;
        layer = NOTHING;
        return highest;
    }

    /// Another track plays in it, or none.
    void changed(long nowNanos) {
        if (seals != null) {
            seals.changed(nowNanos);
        }
    }

    String mid() {
        return spec.mid();
    }

    MediaKind kind() {
        return spec.kind();
    }

    SlotCount total() {
        return new SlotCount(spec.mid(), spec.kind(), packets, lost);
    }
}
