package io.plenum.sim;

import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.SlotSpec;
import io.plenum.receive.TwccRecorder;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.RtcpType;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtcp.SenderReport;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A browser's receiving half: it checks every packet the way a jitter buffer, a depacketizer and a decoder do, and
/// asks for what it misses.
///
/// No input or output of its own: `receive` and `advance` are handed the time, and `advance` a wire to send on.
public final class FakeSubscriber {
    private static final long REPORT_NANOS = Times.seconds(1);
    private static final int MAX_RTCP = 1_200;
    private static final byte[] CNAME = "fake".getBytes(StandardCharsets.US_ASCII);

    private final long ssrc;
    private final CsrcOfTrack csrcs;
    private final boolean startMayBeLost;
    private final Map<Long, SlotReceiver> bySsrc = new HashMap<>();
    private final Map<Long, SlotReceiver> byRtxSsrc = new HashMap<>();
    private final List<SlotReceiver> slots = new ArrayList<>();
    private final Violations violations = new Violations();
    private final SyncMeter sync;
    private final RtpPacket rtp = new RtpPacket();
    private final RtcpReader rtcp = new RtcpReader();
    private final SenderReport senderReport = new SenderReport();
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] out = new byte[MAX_RTCP];
    private final TwccRecorder transport = new TwccRecorder();
    private int lastTransport = -1;
    private long nextReportNanos;

    /// @param ssrc of its own reports
    /// @param startMayBeLost false where nothing is between it and the server: then the checks are stricter
    public FakeSubscriber(long ssrc, List<SlotSpec> specs, CsrcOfTrack csrcs, boolean startMayBeLost, long startNanos) {
        this.ssrc = ssrc;
        this.csrcs = csrcs;
        this.startMayBeLost = startMayBeLost;
        this.sync = new SyncMeter(csrcs);
        this.nextReportNanos = startNanos + REPORT_NANOS;
        open(specs);
    }

    /// More slots, as after another offer; those known by their mid go on.
    public void open(List<SlotSpec> specs) {
        for (SlotSpec spec : specs) {
            if (slots.stream().noneMatch(slot -> slot.spec().mid().equals(spec.mid()))) {
                SlotReceiver slot = new SlotReceiver(spec, csrcs, startMayBeLost, violations);
                slots.add(slot);
                bySsrc.put(spec.ssrc(), slot);
                byRtxSsrc.put(spec.rtxSsrc(), slot);
            }
        }
    }

    public List<SlotReceiver> slots() {
        return List.copyOf(slots);
    }

    public List<SlotReceiver> slots(MediaKind kind) {
        return slots.stream().filter(slot -> slot.spec().kind() == kind).toList();
    }

    public Optional<SlotReceiver> slot(String mid) {
        return slots.stream().filter(slot -> slot.spec().mid().equals(mid)).findFirst();
    }

    public Violations violations() {
        return violations;
    }

    /// How far apart the lips and the voice of one publisher are.
    public SyncMeter sync() {
        return sync;
    }

    /// A datagram from the server, RTP or RTCP.
    public void receive(byte[] datagram, int length, long nowNanos) {
        if (RtpPacket.isRtcp(datagram, length)) {
            receiveRtcp(datagram, length, nowNanos);
        } else if (rtp.wrap(datagram, 0, length)) {
            receiveRtp(datagram, nowNanos);
        } else {
            violations.add(nowNanos, "a datagram that is no RTP");
        }
    }

    private void receiveRtp(byte[] datagram, long nowNanos) {
        SlotReceiver slot = bySsrc.get(rtp.ssrc());
        SlotReceiver repaired = byRtxSsrc.get(rtp.ssrc());
        SlotReceiver either = slot == null ? repaired : slot;
        if (either != null) {
            arrived(either.spec(), nowNanos);
        }
        if (slot != null) {
            slot.media(rtp, datagram, nowNanos);
            sync.measure(slot);
        } else if (repaired != null) {
            repaired.retransmission(rtp, datagram, nowNanos);
        } else {
            violations.add(nowNanos, "unknown SSRC " + rtp.ssrc());
        }
    }

    /// Every packet counts for the path, whatever becomes of it.
    private void arrived(SlotSpec spec, long nowNanos) {
        int id = spec.extensions().id(HeaderExtension.TRANSPORT_CC);
        int at = id == 0 ? -1 : rtp.extensionOffset(id);
        if (at < 0) {
            return;
        }
        int sequence = BigEndian.u16(rtp.bytes(), at);
        transport.arrived(sequence, nowNanos);
        if (!startMayBeLost && lastTransport >= 0 && sequence != ((lastTransport + 1) & 0xFFFF)) {
            violations.add(nowNanos, "transport-wide number " + sequence + " after " + lastTransport);
        }
        lastTransport = sequence;
    }

    private void receiveRtcp(byte[] datagram, int length, long nowNanos) {
        if (!rtcp.wrap(datagram, 0, length)) {
            violations.add(nowNanos, "a datagram that is no RTCP");
            return;
        }
        while (rtcp.next()) {
            if (rtcp.type() == RtcpType.SENDER_REPORT) {
                senderReport(nowNanos);
            } else if (rtcp.type() == RtcpType.BYE) {
                violations.add(nowNanos, "a BYE, although a slot outlives what plays in it");
            }
        }
    }

    private void senderReport(long nowNanos) {
        senderReport.wrap(rtcp);
        SlotReceiver slot = bySsrc.get(senderReport.ssrc());
        if (slot == null) {
            violations.add(nowNanos, "a sender report of unknown SSRC " + senderReport.ssrc());
        } else {
            slot.senderReport(senderReport, nowNanos);
        }
    }

    /// Sends the feedback that is due; returns when to call again.
    public long advance(long nowNanos, Wire wire) {
        writer.start(out, 0, out.length);
        boolean reportDue = nextReportNanos <= nowNanos;
        writer.receiverReport(ssrc);
        if (reportDue) {
            nextReportNanos += REPORT_NANOS;
            slots.forEach(slot -> slot.writeReport(writer, nowNanos));
        }
        writer.cname(ssrc, CNAME);
        int reports = writer.length();
        long deadline = nextReportNanos;
        for (SlotReceiver slot : slots) {
            deadline = Math.min(deadline, slot.advance(writer, ssrc, nowNanos));
        }
        if (reportDue || writer.length() > reports) {
            wire.send(out, writer.length());
        }
        if (transport.deadline() <= nowNanos) {
            feedback(wire);
        }
        return Math.min(deadline, transport.deadline());
    }

    /// In packets of their own, as browsers do.
    private void feedback(Wire wire) {
        long anySlot = slots.getFirst().spec().ssrc();
        for (int length = transport.write(out, 0, ssrc, anySlot);
                length > 0;
                length = transport.write(out, 0, ssrc, anySlot)) {
            wire.send(out, length);
        }
    }
}
