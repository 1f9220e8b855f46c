package io.plenum.room;

import io.plenum.core.SfuConfig;
import io.plenum.memory.Packet;
import io.plenum.rtcp.Fir;
import io.plenum.rtcp.Nack;
import io.plenum.rtcp.Remb;
import io.plenum.rtcp.ReportBlocks;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.RtcpType;
import io.plenum.rtcp.SenderReport;
import io.plenum.rtcp.TransportFeedback;
import io.plenum.rtp.NtpTime;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes in the RTCP of one peer: what it says about its own streams, and what it wants of those it receives.
///
/// Feedback about streams that are not the sender's own slots is counted and ignored. One for a whole shard.
final class ControlReader {
    private final SfuConfig config;
    private final Counters counters;
    private final RtcpReader reader = new RtcpReader();
    private final SenderReport senderReport = new SenderReport();
    private final ReportBlocks blocks = new ReportBlocks();
    private final Nack nack = new Nack();
    private final Fir fir = new Fir();
    private final Remb remb = new Remb();
    private final TransportFeedback transportFeedback = new TransportFeedback();
    private final List<Layer> keyframesWanted = new ArrayList<>();

    ControlReader(SfuConfig config, Counters counters) {
        this.config = config;
        this.counters = counters;
    }

    /// Returns the layers of which the peer wants a key frame; valid until the next call.
    List<Layer> read(Participant from, Packet packet, long nowNanos) {
        keyframesWanted.clear();
        counters.count(Counter.RTCP_IN);
        if (!reader.wrap(packet.bytes(), 0, packet.length())) {
            counters.drop(DropReason.RTCP_MALFORMED);
            return keyframesWanted;
        }
        while (reader.next()) {
            readOne(from, nowNanos);
        }
        return keyframesWanted;
    }

    private void readOne(Participant from, long nowNanos) {
        switch (reader.type()) {
            case RtcpType.SENDER_REPORT -> {
                readSenderReport(from, nowNanos);
                readBlocks(from, nowNanos);
            }
            case RtcpType.RECEIVER_REPORT -> readBlocks(from, nowNanos);
            case RtcpType.TRANSPORT_FEEDBACK, RtcpType.PAYLOAD_FEEDBACK -> readFeedback(from, nowNanos);
            default -> {}
        }
    }

    private void readSenderReport(Participant from, long nowNanos) {
        senderReport.wrap(reader);
        Layer layer = from.publisher().layer(senderReport.ssrc());
        if (layer == null || layer.stream() == null) {
            return;
        }
        layer.stream().senderReported(senderReport.ntpTime(), nowNanos);
        layer.reported(senderReport.ntpTime(), senderReport.rtpTimestamp(), nowNanos);
    }

    private void readBlocks(Participant from, long nowNanos) {
        blocks.wrap(reader);
        long ntp = NtpTime.of(config.epochMillis(), nowNanos);
        Downlink downlink = from.subscriber().downlink();
        long lost = 0;
        long reported = 0;
        while (blocks.next()) {
            Slot slot = from.subscriber().slot(blocks.ssrc());
            if (slot != null) {
                downlink.roundTrip().echoed(blocks.lastSenderReport(), blocks.delaySinceLastSenderReport(), ntp);
                long packets = slot.stream().takeReported(blocks.highestSequence());
                reported += packets;
                lost += packets * blocks.fractionLost();
            }
        }
        if (reported > 0) {
            downlink.onReceiverReport((int) (lost / reported), nowNanos);
        }
    }

    private void readFeedback(Participant from, long nowNanos) {
        if (reader.isNack()) {
            readNack(from, nowNanos);
        } else if (reader.isTransportCc()) {
            readTransportFeedback(from, nowNanos);
        } else if (reader.isRemb()) {
            from.subscriber().downlink().onRemb(remb.wrap(reader).bitrate(), nowNanos);
        } else if (reader.isPli()) {
            wantKeyframe(from, reader.mediaSsrc());
        } else if (reader.isFir()) {
            fir.wrap(reader);
            while (fir.next()) {
                wantKeyframe(from, fir.ssrc());
            }
        }
    }

    private void readTransportFeedback(Participant from, long nowNanos) {
        counters.count(Counter.TRANSPORT_FEEDBACK_RECEIVED);
        if (!transportFeedback.wrap(reader)) {
            counters.drop(DropReason.TRANSPORT_FEEDBACK_MALFORMED);
        } else if (!from.subscriber().downlink().onFeedback(transportFeedback, nowNanos)) {
            counters.drop(DropReason.TRANSPORT_FEEDBACK_UNMATCHED);
        }
    }

    private void readNack(Participant from, long nowNanos) {
        nack.wrap(reader);
        Slot slot = slot(from, nack.mediaSsrc());
        if (slot == null) {
            return;
        }
        Downlink downlink = from.subscriber().downlink();
        long roundTrip = from.roundTrip().nanos();
        for (int lost = nack.next(); lost >= 0; lost = nack.next()) {
            counters.count(Counter.NACKS_RECEIVED);
            switch (slot.stream().resend(downlink.queue(), downlink.budget(), lost, roundTrip, nowNanos)) {
                case UNAVAILABLE -> counters.count(Counter.RTX_UNAVAILABLE);
                case UNDER_WAY -> counters.count(Counter.RTX_UNDER_WAY);
                case OVER_BUDGET -> counters.count(Counter.RTX_OVER_BUDGET);
                case QUEUED -> {}
            }
        }
    }

    private void wantKeyframe(Participant from, long ssrc) {
        Slot slot = slot(from, ssrc);
        if (slot == null) {
            return;
        }
        counters.count(Counter.KEYFRAME_REQUESTS_RECEIVED);
        Layer layer = slot.shown();
        if (layer != null) {
            layer.wantKeyframe();
            keyframesWanted.add(layer);
        }
    }

    private @Nullable Slot slot(Participant from, long ssrc) {
        Slot slot = from.subscriber().slot(ssrc);
        if (slot == null) {
            counters.drop(DropReason.RTCP_UNKNOWN_STREAM);
        }
        return slot;
    }
}
