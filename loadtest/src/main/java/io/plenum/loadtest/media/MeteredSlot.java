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
import java.util.zip.CRC32;

/// One slot of a metered receiver. The bookkeeping is the engine's own for publishers, seen from the other side.
final class MeteredSlot {
    private static final int NOTHING = -1;

    private final SlotSpec spec;
    private final Tally tally;
    private final ReceiveStream stream;
    private final RoundTrip roundTrip = new RoundTrip();
    private final KeyframeRequester keyFrames = new KeyframeRequester();
    private final CRC32 crc = new CRC32();
    private long packets;
    private long lost;
    private final boolean sealed;
    private int layer = NOTHING;

    /// @param sealed whether what comes carries seals
    MeteredSlot(SlotSpec spec, Tally tally, boolean sealed) {
        this.sealed = sealed;
        this.spec = spec;
        this.tally = tally;
        this.stream = new ReceiveStream(
                spec.ssrc(), spec.payloads().getFirst().codec().clockRate(), spec.kind() == MediaKind.VIDEO);
    }

    /// A packet on the slot's own stream; `end` is that of the payload.
    void media(RtpPacket rtp, int end, long nowNanos) {
        if (count(rtp, nowNanos)) {
            look(rtp.bytes(), rtp.payloadOffset(), end, nowNanos);
        }
    }

    /// A packet that nobody decrypted.
    void unseen(RtpPacket rtp, long nowNanos) {
        count(rtp, nowNanos);
    }

    /// False when it is not new.
    private boolean count(RtpPacket rtp, long nowNanos) {
        Arrival arrival = stream.accept(rtp.sequence16(), rtp.timestamp(), nowNanos);
        if (arrival == Arrival.DUPLICATE) {
            tally.duplicates++;
            return false;
        }
        packets++;
        tally.packets++;
        gaps();
        return true;
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
        gaps();
        if (arrival == Arrival.NEW) {
            look(rtp.bytes(), payload + Rtx.OSN_LENGTH, end, nowNanos);
        }
    }

    private void gaps() {
        long newlyLost = stream.takeLost();
        lost += newlyLost;
        tally.lost += newlyLost;
        tally.repaired += stream.takeRepaired();
    }

    /// An empty packet is the server's own: it fills a gap that no receiver needs filled otherwise, or probes.
    private void look(byte[] bytes, int payload, int end, long nowNanos) {
        if (end == payload) {
            return;
        }
        if (!sealed) {
            layer = Math.max(layer, 0);
        } else if (!Seal.isIn(bytes, payload, end)) {
            tally.strange++;
        } else if (!Seal.isIntact(crc, bytes, payload, end)) {
            tally.damaged++;
        } else {
            layer = Math.max(layer, Seal.layer(bytes, end));
            tally.latency(nowNanos - Seal.sentNanos(bytes, end));
        }
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

    MediaKind kind() {
        return spec.kind();
    }

    SlotCount total() {
        return new SlotCount(spec.mid(), spec.kind(), packets, lost);
    }
}
