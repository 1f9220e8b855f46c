package io.plenum.sim;

import io.plenum.core.MediaKind;
import io.plenum.rtcp.ReportBlocks;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.TransportFeedback;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What a fake publisher was told and asked by the server.
public final class FeedbackSeen {
    /// The newest report block about a stream.
    public record Report(
            long ssrc,
            int fractionLost,
            int cumulativeLost,
            long highestSequence,
            long jitter,
            long lastSr,
            long delay) {}

    private final Map<MediaKind, Report> reports = new EnumMap<>(MediaKind.class);
    private final TransportFeedback transport = new TransportFeedback();
    private final BitSet acknowledged = new BitSet(1 << 16);
    private int reportCount;
    private int plis;
    private int firs;
    private int packetsNacked;

    void report(MediaKind kind, ReportBlocks block) {
        reportCount++;
        reports.put(
                kind,
                new Report(
                        block.ssrc(),
                        block.fractionLost(),
                        block.cumulativeLost(),
                        block.highestSequence(),
                        block.jitter(),
                        block.lastSenderReport(),
                        block.delaySinceLastSenderReport()));
    }

    void pli() {
        plis++;
    }

    void fir() {
        firs++;
    }

    void nacked() {
        packetsNacked++;
    }

    /// Feedback that cannot be read acknowledges nothing.
    void transport(RtcpReader rtcp) {
        if (transport.wrap(rtcp)) {
            while (transport.next()) {
                if (transport.received()) {
                    acknowledged.set(transport.sequence16());
                }
            }
        }
    }

    /// Of the transport-wide numbers of all packets, how many the server said it had received.
    public int packetsAcknowledged() {
        return acknowledged.cardinality();
    }

    public Optional<Report> report(MediaKind kind) {
        return Optional.ofNullable(reports.get(kind));
    }

    public int reportCount() {
        return reportCount;
    }

    public int keyFrameRequests() {
        return plis + firs;
    }

    public int packetsNacked() {
        return packetsNacked;
    }
}
