package io.plenum.loadtest.media;

import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.SlotSpec;
import io.plenum.memory.IntTable;
import io.plenum.receive.NackTracker;
import io.plenum.receive.TwccRecorder;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.RtcpType;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtcp.SenderReport;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A cheap receiving half: measures every packet, decodes none, and gives the feedback that a browser gives (receiver
/// reports, NACK, PLI, transport-wide arrival times). Allocates nothing per packet.
public final class Meter {
    private static final long REPORT_NANOS = 1_000_000_000L;
    private static final int MAX_RTCP = 1_200;
    private static final int TRANSPORT_FEEDBACK_ROOM = 1_000;

    /// More than a report has room for wait for the next one; they are blocks of 24 bytes.
    private static final int BLOCKS_PER_REPORT = 31;

    /// The length of the padding is in its last byte, which is encrypted.
    private static final int PADDING = 0x20;

    /// What AES-GCM adds to a packet (RFC 7714).
    private static final int TAG = 16;

    private static final byte[] CNAME = "load".getBytes(StandardCharsets.US_ASCII);

    private final long ssrc;
    private final Tally tally;
    private final Roster.Member viewer;
    private final boolean givesFeedback;
    private final int sample;
    private final int transportExtension;
    private final List<MeteredSlot> slots = new ArrayList<>();
    private final IntTable<MeteredSlot> bySsrc = new IntTable<>();
    private final IntTable<MeteredSlot> byRtxSsrc = new IntTable<>();
    private final TwccRecorder transport = new TwccRecorder();
    private final RtpPacket rtp = new RtpPacket();
    private final RtcpReader rtcp = new RtcpReader();
    private final SenderReport senderReport = new SenderReport();
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] out = new byte[MAX_RTCP];
    private final long[] scratch = new long[NackTracker.MAX_MISSING];
    private long nextReportNanos;
    private int nextReported;
    private boolean heardAnything;

    /// @param ssrc of its own reports
    /// @param viewer who receives
    /// @param sealed what carries seals: the rest is counted by its headers, and nothing is known of
    ///     its latency
    /// @param givesFeedback false where somebody else on the same link does
    /// @param sample one media packet of so many is to be decrypted
    public Meter(
            long ssrc,
            List<SlotSpec> specs,
            Tally tally,
            Roster.Member viewer,
            Set<MediaKind> sealed,
            boolean givesFeedback,
            int sample,
            long startNanos) {
        this.ssrc = ssrc;
        this.tally = tally;
        this.viewer = viewer;
        this.givesFeedback = givesFeedback;
        this.sample = sample;
        this.nextReportNanos = startNanos + REPORT_NANOS;
        this.transportExtension =
                specs.isEmpty() ? 0 : specs.getFirst().extensions().id(HeaderExtension.TRANSPORT_CC);
        for (SlotSpec spec : specs) {
            SealReader seals =
                    sealed.contains(spec.kind()) ? new SealReader(viewer, spec.kind(), sample == 1, tally) : null;
            MeteredSlot slot = new MeteredSlot(spec, tally, seals);
            slots.add(slot);
            bySsrc.put((int) spec.ssrc(), slot);
            if (spec.rtxSsrc() != spec.ssrc()) {
                byRtxSsrc.put((int) spec.rtxSsrc(), slot);
            }
        }
    }

    /// Other tracks than before play in these slots, or none: what their publishers send meanwhile is not meant for
    /// them.
    ///
    /// @param mids of the slots
    public void slotsChanged(List<String> mids, long nowNanos) {
        slots.stream().filter(slot -> mids.contains(slot.mid())).forEach(slot -> slot.changed(nowNanos));
    }

    /// Whether this encrypted packet is not one of the sample: then it has been counted by its header, which is
    /// readable.
    public boolean skips(byte[] packet, int length, long nowNanos) {
        if (sample == 1 || (packet[0] & PADDING) != 0 || !rtp.wrap(packet, 0, length)) {
            return false;
        }
        MeteredSlot slot = bySsrc.get((int) rtp.ssrc());
        if (slot == null || rtp.sequence16() % sample == 0 || !heardAnything) {
            return false;
        }
        tally.bytes += length - TAG;
        transportArrival(nowNanos);
        slot.unseen(rtp, rtp.payloadLength() - TAG, nowNanos);
        return true;
    }

    /// A decrypted packet, and the moment it was in the socket, on the clock of [System#nanoTime()]: when its reader
    /// came to it is no matter of the server. True when it is the first media that came.
    public boolean rtp(byte[] packet, int length, long nowNanos) {
        if (!rtp.wrap(packet, 0, length)) {
            tally.strange++;
            return false;
        }
        tally.bytes += length;
        transportArrival(nowNanos);
        int end = rtp.payloadOffset() + rtp.payloadLength();
        MeteredSlot slot = bySsrc.get((int) rtp.ssrc());
        if (slot != null) {
            slot.media(rtp, end, nowNanos);
            boolean first = !heardAnything;
            heardAnything = true;
            return first;
        }
        MeteredSlot repaired = byRtxSsrc.get((int) rtp.ssrc());
        if (repaired == null) {
            tally.strange++;
        } else {
            repaired.retransmission(rtp, end, nowNanos);
        }
        return false;
    }

    private void transportArrival(long nowNanos) {
        int offset = transportExtension > 0 ? rtp.extensionOffset(transportExtension) : -1;
        if (offset >= 0) {
            transport.arrived(((rtp.bytes()[offset] & 0xFF) << 8) | (rtp.bytes()[offset + 1] & 0xFF), nowNanos);
        }
    }

    public void rtcp(byte[] packet, int length, long nowNanos) {
        if (!rtcp.wrap(packet, 0, length)) {
            tally.strange++;
            return;
        }
        while (rtcp.next()) {
            if (rtcp.type() == RtcpType.SENDER_REPORT) {
                senderReport.wrap(rtcp);
                MeteredSlot slot = bySsrc.get((int) senderReport.ssrc());
                if (slot != null) {
                    slot.senderReport(senderReport, nowNanos);
                }
            }
        }
    }

    /// Sends the feedback that is due.
    public void advance(long nowNanos, Wire wire) {
        if (!givesFeedback) {
            return;
        }
        if (nowNanos >= nextReportNanos) {
            nextReportNanos = nowNanos + REPORT_NANOS;
            report(nowNanos, wire);
        }
        if (nowNanos >= transport.deadline()) {
            transportFeedback(wire);
        }
        for (int i = 0; i < slots.size(); i++) {
            if (nowNanos >= slots.get(i).nextNanos()) {
                begin();
                int before = writer.length();
                slots.get(i).ask(writer, ssrc, scratch, nowNanos);
                if (writer.length() > before) {
                    wire.send(out, writer.length());
                }
            }
        }
    }

    private void begin() {
        writer.start(out, 0, out.length);
        writer.receiverReport(ssrc);
    }

    /// Takes turns where there are more slots than a report has room for.
    private void report(long nowNanos, Wire wire) {
        begin();
        for (int i = 0; i < Math.min(slots.size(), BLOCKS_PER_REPORT); i++) {
            slots.get(nextReported % slots.size()).report(writer, nowNanos);
            nextReported++;
        }
        writer.cname(ssrc, CNAME);
        wire.send(out, writer.length());
    }

    private void transportFeedback(Wire wire) {
        for (int more = 1; more > 0; ) {
            begin();
            int report = writer.length();
            more = out.length - report < TRANSPORT_FEEDBACK_ROOM ? 0 : transport.write(out, report, ssrc, 0);
            if (more > 0) {
                wire.send(out, report + more);
            }
        }
    }

    /// What should be playing now, and what is not, of what carries seals: of a recording nobody knows
    /// when it is silent.
    public Streams streams(long nowNanos) {
        return streams(MediaKind.VIDEO, slots.size(), nowNanos).plus(streams(MediaKind.AUDIO, 1, nowNanos));
    }

    private Streams streams(MediaKind kind, int most, long nowNanos) {
        int places = 0;
        int playing = 0;
        for (MeteredSlot slot : slots) {
            if (slot.kind() == kind && slot.isSealed()) {
                places++;
                playing += slot.playedWithin(Streams.SILENCE_NANOS, nowNanos) ? 1 : 0;
            }
        }
        int wanted = viewer.offered(kind, Streams.SILENCE_NANOS, Math.min(places, most), nowNanos);
        return new Streams(wanted, Math.max(0, wanted - playing));
    }

    public List<SlotCount> slots() {
        return slots.stream().map(MeteredSlot::total).toList();
    }

    /// Adds, for each video slot in which something played since the last call, one to its highest layer.
    public void takeLayers(int[] slotsByLayer) {
        for (MeteredSlot slot : slots) {
            int layer = slot.takeLayer();
            if (slot.kind() == MediaKind.VIDEO && layer >= 0) {
                slotsByLayer[Math.min(layer, slotsByLayer.length - 1)]++;
            }
        }
    }
}
