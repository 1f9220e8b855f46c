package io.plenum.send;

import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.SlotSpec;
import io.plenum.memory.Packet;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtp.NtpTime;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One stream to one subscriber: its SSRC and that of its retransmissions, what was sent, and what may be sent again.
///
/// Its sequence numbers start well below 32,768, because the receiver's SRTP guesses the roll-over counter from the
/// first packet it sees (RFC 3711 §3.3.1), and they go on for as long as the stream lives, whatever plays in it.
public final class SendStream {
    /// What became of a request to send something again.
    public enum Resend {
        QUEUED,
        /// Sent too long ago, or never.
        UNAVAILABLE,
        /// The answer to an earlier request must be on its way.
        UNDER_WAY,
        /// The subscriber asked for more than its share.
        OVER_BUDGET
    }

    /// At most so much of 16 bits: see above.
    private static final int FIRST_SEQUENCE_BITS = 12;

    /// Requests closer than this answer each other, whatever the round trip is.
    private static final long MIN_RESEND_INTERVAL_NANOS = 10_000_000L;

    private static final byte[] NO_MID = {};

    /// What a one-byte header extension can carry (RFC 8285 §4.2); browsers' mids have one to three characters.
    private static final int MAX_MID_LENGTH = 16;

    /// An SR is 28 bytes; SDES with a cname of some 16 characters is 32.
    private static final int REPORT_ROOM = 64;

    private final SlotSpec spec;
    private final byte[] mid;
    private final byte[] cname;
    private final long firstSequence;
    private @Nullable SentLog log;
    private long highest;
    private long rtxSequence;
    private long packets;
    private long octets;

    public SendStream(SlotSpec spec, SplitMix64 numbers) {
        this.spec = spec;
        this.mid = mid(spec);
        this.cname = ("group-" + spec.group()).getBytes(StandardCharsets.US_ASCII);
        this.firstSequence = 1L + numbers.bits(FIRST_SEQUENCE_BITS);
        this.rtxSequence = 1L + numbers.bits(FIRST_SEQUENCE_BITS);
    }

    public SlotSpec spec() {
        return spec;
    }

    public long firstSequence() {
        return firstSequence;
    }

    /// Queues a packet and remembers how it was changed. False when the queue is full: it is lost.
    public boolean send(
            SendQueue queue, Packet packet, Splice splice, long sequence, long source, int change, long nowNanos) {
        log().add(sequence, splice, source, change, NtpTime.absSendTime(nowNanos));
        highest = Math.max(highest, sequence);
        return queue.add(this, packet, sequence, false);
    }

    /// A subscriber misses this packet.
    public Resend resend(SendQueue queue, ResendBudget budget, int sequence16, long roundTripNanos, long nowNanos) {
        long sequence = highest + (short) (sequence16 - highest);
        SentLog sent = log;
        Splice splice = sent == null ? null : sent.splice(sequence);
        if (sent == null || splice == null) {
            return Resend.UNAVAILABLE;
        }
        Packet packet = splice.history().get(sent.source(sequence));
        if (packet == null) {
            return Resend.UNAVAILABLE;
        }
        if (nowNanos - sent.resentAt(sequence) < Math.max(MIN_RESEND_INTERVAL_NANOS, roundTripNanos)) {
            return Resend.UNDER_WAY;
        }
        if (!budget.take(nowNanos) || !queue.add(this, packet, sequence, true)) {
            return Resend.OVER_BUDGET;
        }
        sent.resent(sequence, nowNanos);
        return Resend.QUEUED;
    }

    /// Writes a sender report and the name that belongs to it; false when there is no room.
    ///
    /// @param timestamp the stream's RTP timestamp at the time `ntp`
    public boolean report(RtcpWriter writer, long ntp, long timestamp) {
        return writer.remaining() >= REPORT_ROOM
                && writer.senderReport(spec.ssrc(), ntp, timestamp & 0xFFFF_FFFFL, packets, octets)
                && writer.cname(spec.ssrc(), cname);
    }

    /// Lets go of the histories that were sent from.
    public void forget() {
        log = null;
    }

    byte[] mid() {
        return mid;
    }

    /// Null when nothing was sent or all is forgotten.
    @Nullable
    SentLog sent() {
        return log;
    }

    int nextRtxSequence16() {
        return (int) rtxSequence++ & 0xFFFF;
    }

    void written(int payloadLength) {
        packets++;
        octets += payloadLength;
    }

    /// Made late: most of a page's slots play nothing.
    private SentLog log() {
        SentLog result = log;
        if (result == null) {
            boolean video = spec.kind() == MediaKind.VIDEO;
            result = new SentLog(video ? PacketHistory.VIDEO_PACKETS : PacketHistory.AUDIO_PACKETS);
            log = result;
        }
        return result;
    }

    private static byte[] mid(SlotSpec spec) {
        byte[] bytes = spec.mid().getBytes(StandardCharsets.US_ASCII);
        boolean agreed = spec.extensions().id(HeaderExtension.MID) != 0;
        return agreed && bytes.length <= MAX_MID_LENGTH ? bytes : NO_MID;
    }
}
