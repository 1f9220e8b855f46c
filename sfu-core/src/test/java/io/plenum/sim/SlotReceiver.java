package io.plenum.sim;

import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.SlotSpec;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtcp.SenderReport;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.NtpTime;
import io.plenum.rtp.RtpPacket;
import io.plenum.rtp.SequenceExtender;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One slot of a fake subscriber: its jitter buffer, its checks, and what it asks of the server.
public final class SlotReceiver {
    /// Browsers wait about this long for a retransmission before they ask for a key frame.
    private static final long VIDEO_GIVE_UP_NANOS = Times.millis(1_000);

    private static final long AUDIO_GIVE_UP_NANOS = Times.millis(100);
    private static final long PLI_AGAIN_NANOS = Times.millis(300);
    private static final int CONTENTS_KEPT = 4_096;

    /// A stream's clock may lead or lag the wall clock by what retransmission and buffering explain, no more.
    private static final long MAX_CLOCK_JUMP_NANOS = Times.millis(1_500);

    private final SlotSpec spec;
    private PayloadSpec payload;
    private final CsrcOfTrack csrcs;
    private final boolean startMayBeLost;
    private final Violations violations;
    private final PlayLog log = new PlayLog();
    private final JitterBuffer buffer;
    private final PayloadChecker checker;
    private final VideoView view = new VideoView();
    private final SequenceExtender rtxSequences = new SequenceExtender();
    private final ReceptionReport reception = new ReceptionReport();
    /// By sequence number: two different packets under one number would reuse an SRTP key stream.
    private final Map<Long, Integer> contents = new LinkedHashMap<>();
    private final Holes holes = new Holes();

    private Optional<ReportReceived> report = Optional.empty();
    private Optional<Arrived> previous = Optional.empty();
    private Optional<Arrived> onTime = Optional.empty();
    private long track = -1;
    private long trackSinceNanos;
    private OptionalLong clockOffsetNanos = OptionalLong.empty();
    private long nextPliNanos;
    private long packets;
    private long rtxPackets;
    private long nacksSent;
    private long plisSent;

    SlotReceiver(SlotSpec spec, CsrcOfTrack csrcs, boolean startMayBeLost, Violations violations) {
        this.spec = spec;
        this.payload = spec.payloads().getFirst();
        this.csrcs = csrcs;
        this.startMayBeLost = startMayBeLost;
        this.violations = violations;
        boolean video = spec.kind() == MediaKind.VIDEO;
        buffer = video
                ? new JitterBuffer(VIDEO_GIVE_UP_NANOS, VideoView::beginsKeyPicture)
                : new JitterBuffer(AUDIO_GIVE_UP_NANOS, _ -> false);
        checker = video ? new VideoChecker(log, startMayBeLost, violations) : new OpusChecker(log, violations);
    }

    public SlotSpec spec() {
        return spec;
    }

    /// The track whose packets came last; -1 = none ever.
    public long track() {
        return track;
    }

    public PlayLog log() {
        return log;
    }

    public Optional<ReportReceived> report() {
        return report;
    }

    /// Media packets, without retransmissions and duplicates.
    public long packets() {
        return packets;
    }

    public long rtxPackets() {
        return rtxPackets;
    }

    public long nacksSent() {
        return nacksSent;
    }

    public long plisSent() {
        return plisSent;
    }

    /// Only of one that sees what the server sends before the network does.
    Holes holes() {
        return holes;
    }

    public long lostForGood() {
        return buffer.lostForGood();
    }

    public long recovered() {
        return buffer.recovered();
    }

    /// The last frame that was decoded; empty for audio, and before the first.
    public Optional<MediaStamp> newest() {
        return checker instanceof VideoChecker video ? video.newest() : Optional.empty();
    }

    /// The server's clock minus the true capture time, as sender reports tell it for the track that plays now.
    OptionalLong clockOffsetNanos() {
        return clockOffsetNanos;
    }

    void media(RtpPacket packet, byte[] datagram, long nowNanos) {
        Optional<PayloadSpec> agreed = spec.payloads().stream()
                .filter(one -> one.payloadType() == packet.payloadType())
                .findFirst();
        if (agreed.isEmpty()) {
            violate(nowNanos, "payload type " + packet.payloadType());
            return;
        }
        payload = agreed.get();
        checkMid(packet, nowNanos);
        long highest = buffer.highest();
        long sequence = buffer.extend(packet.sequence16());
        byte[] media =
                Arrays.copyOfRange(datagram, packet.payloadOffset(), packet.payloadOffset() + packet.payloadLength());
        reception.packet(sequence, packet.timestamp(), payload.codec().clockRate(), nowNanos);
        accept(packet, payload, sequence, media, sequence < highest, nowNanos);
    }

    /// RFC 4588: the original sequence number, then the original payload; one of padding only is a probe.
    void retransmission(RtpPacket packet, byte[] datagram, long nowNanos) {
        Optional<PayloadSpec> agreed = spec.payloads().stream()
                .filter(one -> one.rtxPayloadType().orElse(-1) == packet.payloadType())
                .findFirst();
        if (agreed.isEmpty()) {
            violate(nowNanos, "RTX payload type " + packet.payloadType());
            return;
        }
        rtxSequences.extend(packet.sequence16());
        if (packet.payloadLength() < 2) {
            return;
        }
        checkMid(packet, nowNanos);
        rtxPackets++;
        int at = packet.payloadOffset();
        long sequence = buffer.nearest(BigEndian.u16(datagram, at));
        if (sequence > buffer.highest() && !startMayBeLost) {
            violate(nowNanos, "retransmission of " + sequence + ", which was never sent");
            return;
        }
        // Probes repeat what was sent last, which may be what the network lost.
        buffer.extend((int) sequence & 0xFFFF);
        byte[] media = Arrays.copyOfRange(datagram, at + 2, at + packet.payloadLength());
        accept(packet, agreed.get(), sequence, media, true, nowNanos);
    }

    private void accept(RtpPacket packet, PayloadSpec as, long sequence, byte[] media, boolean late, long nowNanos) {
        long csrc = packet.csrcCount() == 1 ? packet.csrc(0) : -1;
        Arrived arrived = new Arrived(
                sequence,
                packet.timestamp(),
                packet.marker(),
                csrc,
                media,
                nowNanos,
                late,
                false,
                as.codec().family(),
                descriptor(packet));
        checkContent(arrived, nowNanos);
        if (!startMayBeLost) {
            holes.sent(sequence, media);
        }
        if (buffer.insert(arrived, nowNanos)) {
            packets++;
        }
        release(nowNanos);
    }

    private byte[] descriptor(RtpPacket packet) {
        int id = spec.extensions().id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        int at = id == 0 ? -1 : packet.extensionOffset(id);
        return at < 0 ? new byte[0] : Arrays.copyOfRange(packet.bytes(), at, at + packet.extensionLength(id));
    }

    private void checkMid(RtpPacket packet, long nowNanos) {
        int id = spec.extensions().id(HeaderExtension.MID);
        int at = packet.extensionOffset(id);
        if (id > 0 && at >= 0) {
            String mid = new String(packet.bytes(), at, packet.extensionLength(id), StandardCharsets.US_ASCII);
            if (!mid.equals(spec.mid())) {
                violate(nowNanos, "MID " + mid);
            }
        }
    }

    private void checkContent(Arrived packet, long nowNanos) {
        int content = Arrays.hashCode(packet.payload()) * 31 + Long.hashCode(packet.timestamp());
        Integer before = contents.putIfAbsent(packet.sequence(), content);
        if (before != null && before != content) {
            violate(nowNanos, "two packets with sequence number " + packet.sequence());
        }
        if (contents.size() > CONTENTS_KEPT) {
            contents.remove(contents.keySet().iterator().next());
        }
    }

    private void release(long nowNanos) {
        for (Optional<Arrived> next = buffer.poll(nowNanos); next.isPresent(); next = buffer.poll(nowNanos)) {
            Arrived packet = next.get();
            checkClock(packet, nowNanos);
            checker.accept(packet, nowNanos);
            previous = next;
        }
    }

    /// Timestamps never go back, and keep pace with the wall clock over every change of publisher.
    private void checkClock(Arrived packet, long nowNanos) {
        stampOf(packet).ifPresent(stamp -> noteTrack(packet, stamp, nowNanos));
        previous.ifPresent(before -> checkOrder(before, packet, nowNanos));
        if (!packet.late()) {
            onTime.ifPresent(before -> checkPace(before, packet, nowNanos));
            onTime = Optional.of(packet);
        }
    }

    private void checkOrder(Arrived before, Arrived packet, long nowNanos) {
        int ticks = (int) (packet.timestamp() - before.timestamp());
        boolean another = packet.payload().length > 0 && before.marker() && isVideo();
        if (ticks < 0 || (ticks == 0 && another)) {
            violate(nowNanos, "timestamp went by " + ticks + " after packet " + before.sequence());
        }
    }

    private void checkPace(Arrived before, Arrived packet, long nowNanos) {
        int ticks = (int) (packet.timestamp() - before.timestamp());
        long mediaNanos = ticks * Times.seconds(1) / payload.codec().clockRate();
        long arrivalNanos = packet.arrivalNanos() - before.arrivalNanos();
        if (Math.abs(mediaNanos - arrivalNanos) > MAX_CLOCK_JUMP_NANOS) {
            violate(nowNanos, "timestamp went by " + mediaNanos / 1_000_000 + " ms in " + arrivalNanos / 1_000_000);
        }
    }

    private boolean isVideo() {
        return spec.kind() == MediaKind.VIDEO;
    }

    private Optional<MediaStamp> stampOf(Arrived packet) {
        if (!isVideo()) {
            return MediaStamp.read(packet.payload(), 1);
        }
        return packet.payload().length > 0 && view.read(packet)
                ? MediaStamp.read(packet.payload(), view.stampAt())
                : Optional.empty();
    }

    private void noteTrack(Arrived packet, MediaStamp stamp, long nowNanos) {
        if (stamp.track() != track) {
            track = stamp.track();
            trackSinceNanos = packet.arrivalNanos();
            clockOffsetNanos = OptionalLong.empty();
        }
        long csrc = csrcs.csrc(track);
        if (csrc >= 0 && csrc != packet.csrc()) {
            violate(nowNanos, "CSRC " + packet.csrc() + " on a packet of " + csrc);
        }
        report.filter(received -> received.atNanos() >= trackSinceNanos)
                .ifPresent(received -> clockOffsetNanos = OptionalLong.of(offset(received, packet, stamp)));
    }

    private long offset(ReportReceived received, Arrived packet, MediaStamp stamp) {
        int ticks = (int) (packet.timestamp() - received.rtpTimestamp());
        long sinceReport = ticks * Times.seconds(1) / payload.codec().clockRate();
        return NtpTime.nanosBetween(NtpTime.of(0, 0), received.ntpTime()) + sinceReport - stamp.captureNanos();
    }

    /// One that is no newer than the last was doubled or reordered by the network.
    void senderReport(SenderReport sr, long nowNanos) {
        if (report.filter(last -> NtpTime.nanosBetween(last.ntpTime(), sr.ntpTime()) <= 0)
                .isPresent()) {
            return;
        }
        if (report.filter(last -> sr.packetCount() < last.packets()).isPresent()) {
            violate(nowNanos, "a sender report that counts backwards");
        }
        report = Optional.of(
                new ReportReceived(nowNanos, sr.ntpTime(), sr.rtpTimestamp(), sr.packetCount(), sr.octetCount()));
        reception.senderReport(sr.ntpTime(), nowNanos);
    }

    /// Asks for what is missing, into an open compound packet; returns when to call again.
    long advance(RtcpWriter writer, long ownSsrc, long nowNanos) {
        release(nowNanos);
        if (!isVideo()) {
            buffer.holesToAsk(nowNanos);
            return buffer.deadline(nowNanos);
        }
        List<Long> holes = buffer.holesToAsk(nowNanos);
        long[] lost = holes.stream().mapToLong(Long::longValue).toArray();
        nacksSent += writer.nack(ownSsrc, spec.ssrc(), lost, 0, lost.length);
        boolean stuck = checker.isStuck() && previous.isPresent();
        if (stuck && nextPliNanos <= nowNanos && writer.pli(ownSsrc, spec.ssrc())) {
            plisSent++;
            nextPliNanos = nowNanos + PLI_AGAIN_NANOS;
        }
        return Math.min(buffer.deadline(nowNanos), stuck ? nextPliNanos : Long.MAX_VALUE);
    }

    void writeReport(RtcpWriter writer, long nowNanos) {
        reception.write(writer, spec.ssrc(), nowNanos);
    }

    private void violate(long nowNanos, String what) {
        violations.add(nowNanos, "slot " + spec.mid() + ": " + what);
    }
}
