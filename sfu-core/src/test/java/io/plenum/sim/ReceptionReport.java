package io.plenum.sim;

import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtp.NtpTime;

/// The receiver's statistics of one stream (RFC 3550 appendix A.3 and A.8).
final class ReceptionReport {
    private long first = -1;
    private long highest;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private long lastTransit;
    private long jitter16;
    private long lastSenderReport;
    private long lastSenderReportNanos;

    void packet(long sequence, long timestamp, int clockRate, long nowNanos) {
        if (first < 0) {
            first = sequence;
        }
        highest = Math.max(highest, sequence);
        received++;
        long transit = nowNanos / 1_000 * clockRate / 1_000_000 - timestamp;
        long difference = Math.abs((int) (transit - lastTransit));
        jitter16 += received > 1 ? difference - ((jitter16 + 8) >> 4) : 0;
        lastTransit = transit;
    }

    void senderReport(long ntpTime, long nowNanos) {
        lastSenderReport = NtpTime.compact(ntpTime);
        lastSenderReportNanos = nowNanos;
    }

    void write(RtcpWriter writer, long ssrc, long nowNanos) {
        if (first < 0) {
            return;
        }
        long expected = highest - first + 1;
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        int fraction = expectedNow == 0 || lostNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
        expectedBefore = expected;
        receivedBefore = received;
        long delay = lastSenderReport == 0 ? 0 : NtpTime.compactDuration(nowNanos - lastSenderReportNanos);
        int lost = (int) (expected - received);
        writer.reportBlock(ssrc, fraction, lost, highest - (1 << 16), jitter16 >> 4, lastSenderReport, delay);
    }
}
