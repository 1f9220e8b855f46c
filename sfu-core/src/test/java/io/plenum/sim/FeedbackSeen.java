package io.plenum.sim;

import io.plenum.core.MediaKind;
import io.plenum.rtcp.ReportBlocks;
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
