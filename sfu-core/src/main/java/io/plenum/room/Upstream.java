package io.plenum.room;

import io.plenum.core.Codec;
import io.plenum.core.HeaderExtension;
import io.plenum.core.Output;
import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.memory.TimerQueue;
import io.plenum.receive.NackTracker;
import io.plenum.receive.ReceiveStream;
import io.plenum.receive.TwccRecorder;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a publisher is told about its packets, and when: reports, transport-wide feedback, requests for missing
/// packets and for key frames.
final class Upstream {
    /// As often as browsers report to each other.
    private static final long REPORT_INTERVAL_NANOS = 1_000_000_000L;

    /// Told to senders that know no transport-wide feedback: the estimate is theirs to make, this is only where it
    /// ends. More than any encoder of one participant is set to.
    private static final long REMB_BITS_PER_SECOND = 20_000_000;

    /// More streams than one participant may publish.
    private static final int MAX_REMB_STREAMS = 32;

    private static final byte[] CNAME = "plenum".getBytes(StandardCharsets.US_ASCII);

    private final Publisher publisher;
    private final Counters counters;
    private final TwccRecorder transport = new TwccRecorder();
    private final long[] missing = new long[NackTracker.MAX_MISSING];
    private final long[] ssrcs = new long[MAX_REMB_STREAMS];
    private int transportId;
    private boolean remb;
    private long reportDue = TimerQueue.NEVER;
    private long reportedNanos = Long.MIN_VALUE;

    Upstream(Publisher publisher, Counters counters) {
        this.publisher = publisher;
        this.counters = counters;
    }

    /// The tracks changed, and with them what was agreed on.
    void negotiated() {
        transportId = 0;
        remb = false;
        for (Track track : publisher.tracks()) {
            if (agreed(track, Feedback.TRANSPORT_CC)) {
                transportId = Math.max(transportId, track.spec().extensions().id(HeaderExtension.TRANSPORT_CC));
            }
            remb |= agreed(track, Feedback.REMB);
        }
    }

    private static boolean agreed(Track track, Feedback feedback) {
        return track.spec().payloads().stream()
                .anyMatch(payload -> payload.feedback().contains(feedback));
    }

    /// Every packet counts for the path, whatever becomes of it: probes travel in padding and retransmissions.
    /// True when the publisher is to be told something, or will be from now on.
    boolean arrived(RtpPacket rtp, long nowNanos) {
        long before = reportsDeadline();
        int offset = transportId == 0 ? -1 : rtp.extensionOffset(transportId);
        if (offset >= 0 && rtp.extensionLength(transportId) == Short.BYTES) {
            transport.arrived(BigEndian.u16(rtp.bytes(), offset), nowNanos);
        }
        if (reportDue == TimerQueue.NEVER) {
            reportDue = nowNanos + REPORT_INTERVAL_NANOS;
        }
        return reportsDeadline() < before || Early.isDue(reportsDeadline(), nowNanos);
    }

    private long reportsDeadline() {
        return Math.min(reportDue, transport.deadline());
    }

    long deadline(boolean connected, long nowNanos) {
        if (publisher.isDue(nowNanos)) {
            publisher.lookedAt(tracksDeadline(connected));
        }
        return Math.min(reportsDeadline(), publisher.deadline());
    }

    private long tracksDeadline(boolean connected) {
        long deadline = TimerQueue.NEVER;
        List<Track> tracks = publisher.tracks();
        for (int i = 0; i < tracks.size(); i++) {
            Track track = tracks.get(i);
            deadline = Math.min(deadline, Math.min(track.stallDeadline(), track.demandDeadline()));
            for (int j = 0; j < track.layers().size(); j++) {
                deadline = Math.min(deadline, deadline(track.layers().get(j), connected));
            }
        }
        return deadline;
    }

    private static long deadline(Layer layer, boolean connected) {
        ReceiveStream stream = layer.stream();
        if (stream == null) {
            return TimerQueue.NEVER;
        }
        long keyframe = connected ? layer.keyframes().deadline() : TimerQueue.NEVER;
        return Math.min(stream.missing().deadline(), keyframe);
    }

    /// Writes everything that is due.
    void write(RtcpCompound to, long roundTripNanos, boolean connected, long nowNanos, Output out) {
        if (Early.isDue(reportDue, nowNanos)) {
            report(to, nowNanos, out);
        }
        if (publisher.isDue(nowNanos)) {
            request(to, roundTripNanos, connected, nowNanos, out);
        }
        if (Early.isDue(transport.deadline(), nowNanos)) {
            to.transportFeedback(transport, anyStream(), out);
        }
    }

    private void report(RtcpCompound to, long nowNanos, Output out) {
        int active = 0;
        boolean stored = false;
        List<Track> tracks = publisher.tracks();
        for (int i = 0; i < tracks.size(); i++) {
            for (int j = 0; j < tracks.get(i).layers().size(); j++) {
                Layer layer = tracks.get(i).layers().get(j);
                active += reportOn(layer, active, to, nowNanos, out) ? 1 : 0;
                layer.history().expire(nowNanos);
                stored |= layer.history().size() > 0;
            }
        }
        if (active > 0) {
            to.name(CNAME, out);
            if (remb && transportId == 0) {
                to.remb(REMB_BITS_PER_SECOND, ssrcs, active, out);
            }
        }
        publisher.look(); // with each packet a stall is due later
        reportedNanos = nowNanos;
        reportDue = active > 0 || stored ? nowNanos + REPORT_INTERVAL_NANOS : TimerQueue.NEVER;
    }

    /// Only of streams that were heard since the last report (RFC 3550 §6.4).
    private boolean reportOn(Layer layer, int active, RtcpCompound to, long nowNanos, Output out) {
        ReceiveStream stream = layer.stream();
        if (stream == null) {
            return false;
        }
        counters.add(Counter.PACKETS_LOST_UPSTREAM, stream.takeLost());
        counters.add(Counter.PACKETS_RECOVERED_UPSTREAM, stream.takeRepaired());
        if (active == ssrcs.length || !stream.statistics().started() || layer.lastArrival() <= reportedNanos) {
            return false;
        }
        if (active == 0) {
            to.receiverReport(out);
        }
        to.block(stream, nowNanos, out);
        ssrcs[active] = stream.ssrc();
        return true;
    }

    private void request(RtcpCompound to, long roundTripNanos, boolean connected, long nowNanos, Output out) {
        List<Track> tracks = publisher.tracks();
        for (int i = 0; i < tracks.size(); i++) {
            for (int j = 0; j < tracks.get(i).layers().size(); j++) {
                request(tracks.get(i).layers().get(j), to, roundTripNanos, connected, nowNanos, out);
            }
        }
    }

    private void request(
            Layer layer, RtcpCompound to, long roundTripNanos, boolean connected, long nowNanos, Output out) {
        ReceiveStream stream = layer.stream();
        if (stream == null) {
            return;
        }
        int count = stream.missing().collect(missing, roundTripNanos, nowNanos);
        if (count > 0) {
            to.nack(stream.ssrc(), missing, count, out);
            counters.add(Counter.NACKS_SENT, count);
        }
        if (stream.missing().takeGaveUp() && !layer.track().slots().isEmpty()) {
            layer.wantKeyframe();
        }
        if (connected && layer.keyframes().poll(nowNanos)) {
            requestKeyframe(layer, stream, to, out);
        }
    }

    /// A PLI where agreed on: encoders take an FIR for a newcomer's and may answer with more than is needed.
    private void requestKeyframe(Layer layer, ReceiveStream stream, RtcpCompound to, Output out) {
        boolean pli = agreed(layer.track(), Feedback.PLI);
        boolean fir = agreed(layer.track(), Feedback.FIR);
        if (pli) {
            to.pli(stream.ssrc(), out);
        } else if (fir) {
            to.fir(stream.ssrc(), layer.nextFirSequence(), out);
        }
        if (pli || fir) {
            counters.count(Counter.KEYFRAME_REQUESTS_SENT);
        }
        // Nobody sees a key frame inside a payload that is not understood: it is asked for once.
        if ((!pli && !fir) || layer.family() == Codec.Family.OPAQUE) {
            layer.keyframes().arrived();
        }
    }

    /// Feedback about the path must name a stream, which one does not matter.
    private long anyStream() {
        List<Track> tracks = publisher.tracks();
        for (int i = 0; i < tracks.size(); i++) {
            List<Layer> layers = tracks.get(i).layers();
            for (int j = 0; j < layers.size(); j++) {
                ReceiveStream stream = layers.get(j).stream();
                if (stream != null) {
                    return stream.ssrc();
                }
            }
        }
        return 0;
    }
}
