package io.plenum.room;

import io.plenum.core.Output;
import io.plenum.core.PeerId;
import io.plenum.receive.ReceiveStream;
import io.plenum.receive.ReceptionStatistics;
import io.plenum.receive.TwccRecorder;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.send.SendStream;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;

/// Gathers what is to be told to one peer into compound packets, and sends each when it is full.
///
/// Each begins with a report (RFC 3550 §6.1), an empty one where there is nothing to report: reduced-size RTCP needs
/// an agreement that not every client makes. One for a whole shard.
final class RtcpCompound {
    /// Below every path's MTU, with room for SRTCP's index and tag.
    private static final int LIMIT = 1200;

    private static final int REPORT_BLOCK_LENGTH = 24;

    private static final PeerId NOBODY = new PeerId(0);

    private final byte[] bytes = new byte[LIMIT];
    private final RtcpWriter writer = new RtcpWriter();
    private final Counters counters;
    private PeerId to = NOBODY;
    private long localSsrc;

    RtcpCompound(Counters counters) {
        this.counters = counters;
    }

    /// @param ownSsrc whom reports and requests are from
    void begin(PeerId peer, long ownSsrc) {
        to = peer;
        localSsrc = ownSsrc;
        writer.start(bytes, 0, LIMIT);
    }

    void senderReport(SendStream stream, long ntp, long timestamp, Output out) {
        if (!stream.report(writer, ntp, timestamp)) {
            flush(out);
            stream.report(writer, ntp, timestamp);
        }
    }

    /// Before the first [#block]: report blocks stand in a report of their own.
    void receiverReport(Output out) {
        flush(out);
        open();
    }

    void block(ReceiveStream stream, long nowNanos, Output out) {
        if (!writeBlock(stream, nowNanos)) {
            flush(out);
            open();
            writeBlock(stream, nowNanos);
        }
    }

    private boolean writeBlock(ReceiveStream stream, long nowNanos) {
        if (writer.remaining() < REPORT_BLOCK_LENGTH) {
            return false;
        }
        ReceptionStatistics statistics = stream.statistics();
        return writer.reportBlock(
                stream.ssrc(),
                statistics.takeFractionLost(),
                statistics.cumulativeLost(),
                stream.highestForReport(),
                statistics.jitter(),
                stream.lastSenderReport(),
                stream.delaySinceSenderReport(nowNanos));
    }

    /// The name that RFC 3550 §6.5 wants in a regular report.
    void name(byte[] cname, Output out) {
        if (!open().cname(localSsrc, cname)) {
            flush(out);
            open().cname(localSsrc, cname);
        }
    }

    void remb(long bitrate, long[] ssrcs, int count, Output out) {
        if (!open().remb(localSsrc, bitrate, ssrcs, count)) {
            flush(out);
            open().remb(localSsrc, bitrate, ssrcs, count);
        }
    }

    void pli(long ssrc, Output out) {
        if (!open().pli(localSsrc, ssrc)) {
            flush(out);
            open().pli(localSsrc, ssrc);
        }
    }

    void fir(long ssrc, int sequence8, Output out) {
        if (!open().fir(localSsrc, ssrc, sequence8)) {
            flush(out);
            open().fir(localSsrc, ssrc, sequence8);
        }
    }

    void nack(long ssrc, long[] sequences, int count, Output out) {
        int written = 0;
        while (written < count) {
            int more = open().nack(localSsrc, ssrc, sequences, written, count);
            if (more == 0) {
                flush(out);
            }
            written += more;
        }
    }

    /// Everything the recorder has to report: each of its packets nearly fills a compound.
    void transportFeedback(TwccRecorder recorder, long mediaSsrc, Output out) {
        flush(out);
        int reportLength = open().length();
        int length = recorder.write(bytes, reportLength, localSsrc, mediaSsrc);
        while (length > 0) {
            send(reportLength + length, out);
            length = recorder.write(bytes, reportLength, localSsrc, mediaSsrc);
        }
        writer.start(bytes, 0, LIMIT);
    }

    void flush(Output out) {
        if (writer.length() > 0) {
            send(writer.length(), out);
            writer.start(bytes, 0, LIMIT);
        }
    }

    private RtcpWriter open() {
        if (writer.length() == 0) {
            writer.receiverReport(localSsrc);
        }
        return writer;
    }

    private void send(int length, Output out) {
        counters.count(Counter.RTCP_OUT);
        out.rtcp(to, bytes, 0, length);
    }
}
