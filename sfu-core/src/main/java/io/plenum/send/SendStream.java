package io.plenum.send;

import io.plenum.bwe.PacketPriority;
import io.plenum.core.ExtensionMap;
import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.SlotSpec;
import io.plenum.memory.Packet;
import io.plenum.rtcp.RtcpWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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
        /// The answer to an earlier request must be on its way, or the packet itself waits for its turn.
        UNDER_WAY,
        /// The subscriber asked for more than its share.
        OVER_BUDGET
    }

    /// At most so much of 16 bits: see above.
    private static final int FIRST_SEQUENCE_BITS = 12;

    /// Requests closer than this answer each other, whatever the round trip is.
    private static final long MIN_RESEND_INTERVAL_NANOS = 10_000_000L;

    /// Of so many packets lately sent the most fitting one pads a probe: about a video frame.
    private static final int PADDING_CHOICE = 16;

    /// Ten seconds at 20 Mbit/s; a report that claims more is wrong.
    private static final long MAX_REPORTED = 20_000;

    /// A probe's packets need not all have the size that was asked for.
    private static final double LONG_ENOUGH = 0.75;

    /// There is no packet to pad with.
    public static final long NOTHING = -1;

    private static final byte[] NO_MID = {};

    /// What a one-byte header extension can carry (RFC 8285 §4.2); browsers' mids have one to three characters.
    static final int MAX_MID_LENGTH = 16;

    /// An SR is 28 bytes; SDES with a cname of some 16 characters is 32.
    private static final int REPORT_ROOM = 64;

    private SlotSpec spec;
    private byte[] mid;
    // Of the spec, where each packet finds them without a search.
    private long ssrc;
    private long rtxSsrc;
    private ExtensionMap extensions = ExtensionMap.EMPTY;
    private boolean measured;
    private PacketPriority priority = PacketPriority.VIDEO;
    private final byte[] cname;
    private final long firstSequence;
    private @Nullable SentLog log;
    private long highestWritten;
    private long rtxSequence;
    private int paddings;
    private long timestamp;
    private long reportedHighest;
    private long packets;
    private long octets;

    public SendStream(SlotSpec spec, SplitMix64 numbers) {
        this.spec = spec;
        this.mid = mid(spec);
        this.cname = ("group-" + spec.group()).getBytes(StandardCharsets.US_ASCII);
        this.firstSequence = 1L + numbers.bits(FIRST_SEQUENCE_BITS);
        this.rtxSequence = 1L + numbers.bits(FIRST_SEQUENCE_BITS);
        agree(spec);
    }

    /// Agreed on anew: under the same SSRCs, with other numbers for payloads and extensions perhaps.
    public void renew(SlotSpec agreed) {
        spec = agreed;
        mid = mid(agreed);
        agree(agreed);
    }

    private void agree(SlotSpec agreed) {
        ssrc = agreed.ssrc();
        rtxSsrc = agreed.rtxSsrc();
        extensions = agreed.extensions();
        measured = extensions.id(HeaderExtension.TRANSPORT_CC) != 0;
        priority = agreed.kind() == MediaKind.AUDIO ? PacketPriority.AUDIO : PacketPriority.VIDEO;
    }

    public SlotSpec spec() {
        return spec;
    }

    long ssrc(boolean ofRetransmissions) {
        return ofRetransmissions ? rtxSsrc : ssrc;
    }

    /// The subscriber's numbers.
    ExtensionMap extensions() {
        return extensions;
    }

    boolean isAudio() {
        return priority == PacketPriority.AUDIO;
    }

    /// Whether its packets carry transport-wide numbers.
    boolean isMeasured() {
        return measured;
    }

    PacketPriority priority(boolean resend) {
        return resend ? PacketPriority.RETRANSMISSION : priority;
    }

    public long firstSequence() {
        return firstSequence;
    }

    /// Queues a packet and remembers how it was changed. False when the queue is full, or the packet so late
    /// that its place in the log is taken: it is lost.
    public boolean send(
            SendQueue queue, Packet packet, Splice splice, long sequence, long source, int change, long nowNanos) {
        SentLog sent = log();
        if (sequence <= sent.highest() - sent.capacity()) {
            return false;
        }
        sent.add(sequence, splice, source, change, nowNanos);
        boolean queued = queue.add(this, packet, sequence, false, nowNanos);
        if (!queued) {
            sent.refused(sequence);
        }
        return queued;
    }

    /// A subscriber misses this packet.
    public Resend resend(SendQueue queue, ResendBudget budget, int sequence16, long roundTripNanos, long nowNanos) {
        SentLog sent = log;
        long highest = sent == null ? 0 : sent.highest();
        long sequence = highest + (short) (sequence16 - highest);
        Splice splice = sent == null ? null : sent.splice(sequence);
        if (sent == null || splice == null) {
            return Resend.UNAVAILABLE;
        }
        Packet packet = splice.history().get(sent.source(sequence));
        if (packet == null) {
            return Resend.UNAVAILABLE;
        }
        long interval = Math.max(MIN_RESEND_INTERVAL_NANOS, roundTripNanos);
        if (sent.waits(sequence) || sent.isResentWithin(sequence, interval, nowNanos)) {
            return Resend.UNDER_WAY;
        }
        // A picture that began anew since can be shown without.
        boolean passed = budget.scarce() && !splice.equals(splice());
        boolean again = sent.isWritten(sequence);
        if (passed || !budget.take(nowNanos) || !queue.add(this, packet, sequence, again, nowNanos)) {
            return Resend.OVER_BUDGET;
        }
        if (!again) {
            sent.queued(sequence);
        }
        sent.resent(sequence, nowNanos);
        return Resend.QUEUED;
    }

    /// Whether probes can travel in this stream's retransmissions, and be measured.
    public boolean carriesPadding() {
        Splice splice = splice();
        return measured && packets > 0 && splice != null && splice.hasRtx();
    }

    /// What the packet queued last belongs to; null when nothing was queued.
    @Nullable
    Splice splice() {
        SentLog sent = log;
        return sent == null ? null : sent.current();
    }

    /// The number of a packet sent lately, about so long where there is one: as padding it may repair a loss that
    /// nobody has reported yet. Another one each time; -1 when none is stored any more.
    public long paddingFrom(int length) {
        SentLog sent = log;
        long longest = NOTHING;
        int most = 0;
        for (int tries = 0; sent != null && tries < PADDING_CHOICE; tries++) {
            long sequence = sent.highest() - paddings++ % PADDING_CHOICE;
            Packet packet = stored(sent, sequence);
            if (packet != null && packet.length() >= LONG_ENOUGH * length) {
                return sequence;
            }
            if (packet != null && packet.length() > most) {
                most = packet.length();
                longest = sequence;
            }
        }
        return longest;
    }

    /// The published packet behind an outgoing number of [#paddingFrom].
    public Packet padding(long sequence) {
        SentLog sent = log;
        Packet packet = sent == null ? null : stored(sent, sequence);
        return Objects.requireNonNull(packet, "nothing to pad with");
    }

    private static @Nullable Packet stored(SentLog sent, long sequence) {
        Splice splice = sent.splice(sequence);
        boolean whole = sent.isWritten(sequence) && !PictureChange.isEmpty(sent.change(sequence));
        return splice != null && splice.hasRtx() && whole ? splice.history().get(sent.source(sequence)) : null;
    }

    /// What waits under this number is of no use any more, but for its number. False when it is: it came late, and
    /// pictures that need it have gone out before it.
    boolean hollow(long sequence) {
        SentLog sent = log;
        boolean useless = sent != null && sequence > highestWritten && sent.splice(sequence) != null;
        if (useless && sent != null) {
            sent.hollow(sequence);
        }
        return useless;
    }

    /// Writes a sender report and the name that belongs to it; false when there is no room.
    ///
    /// @param timestamp the stream's RTP timestamp at the time `ntp`
    public boolean report(RtcpWriter writer, long ntp, long timestamp) {
        return writer.remaining() >= REPORT_ROOM
                && writer.senderReport(spec.ssrc(), ntp, timestamp & 0xFFFF_FFFFL, packets, octets)
                && writer.cname(spec.ssrc(), cname);
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

    /// The highest number that has gone out: what is above still waits.
    public long highestWritten() {
        return highestWritten;
    }

    void written(long sequence, int payloadLength, long newTimestamp) {
        highestWritten = Math.max(highestWritten, sequence);
        packets++;
        octets += payloadLength;
        timestamp = newTimestamp;
    }

    /// Of the packet written last.
    long timestamp() {
        return timestamp;
    }

    /// How many packets a report is about that names this number as the highest one received (RFC 3550 §6.4.1).
    public long takeReported(long highestReceived) {
        long expected = reportedHighest == 0 ? 0 : (int) (highestReceived - reportedHighest);
        reportedHighest = highestReceived;
        return Math.clamp(expected, 0, MAX_REPORTED);
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
