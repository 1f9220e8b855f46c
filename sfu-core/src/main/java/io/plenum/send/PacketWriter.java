package io.plenum.send;

import io.plenum.core.OutboundRtp;
import io.plenum.memory.Packet;
import io.plenum.rtp.NtpTime;
import io.plenum.rtp.RtpHeaderWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes what differs between subscribers: the header, the VP8 descriptor. The payload stays where it is.
///
/// One for a whole shard: every call reuses the same memory. What a packet has in common for those who get it is kept
/// as its [Draft] from one to the next, because most of an audience agreed on the same.
public final class PacketWriter {
    /// About what a packet without a payload weighs.
    static final int EMPTY_LENGTH = 48;

    /// Nothing new for the estimator.
    public static final long NOT_NUMBERED = -1;

    /// A key frame has some tens of packets, and all of them go to one viewer before the next one's turn. A power of
    /// two.
    private static final int DRAFTS = 64;

    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final Draft[] drafts = new Draft[DRAFTS];
    private final Padding padding = new Padding(header);
    private long transportSequence;
    private long stampedNanos = Long.MIN_VALUE;
    private int stamp;

    public PacketWriter() {
        Arrays.setAll(drafts, index -> new Draft(header));
    }

    /// The packet as the subscriber gets it; null when it waited so long that its place in the log is taken.
    public @Nullable OutboundRtp write(
            SendStream stream, Packet packet, long sequence, boolean resend, TransportSequence numbers, long nowNanos) {
        SentLog log = stream.sent();
        Splice splice = log == null ? null : log.splice(sequence);
        if (log == null || splice == null) {
            return null;
        }
        boolean asRtx = resend && splice.hasRtx();
        int change = log.change(sequence);
        // Without RTX the same packet goes out again under the same SRTP index: any byte that differs would break GCM.
        boolean repeated = resend && !asRtx;
        transportSequence = repeated || !stream.isMeasured() ? NOT_NUMBERED : numbers.next();
        int sendTime = repeated ? log.sendTime(sequence) : sendTime(nowNanos);
        int transport16 = repeated ? log.transport16(sequence) : (int) transportSequence & 0xFFFF;
        Draft draft = drafts[packet.number() & (DRAFTS - 1)];
        draft.of(packet, splice, stream, change, asRtx);
        OutboundRtp out = draft.complete(splice, stream, sequence, change, sendTime, transport16);
        if (asRtx) {
            return out;
        }
        if (!repeated) {
            log.written(sequence, sendTime, transport16);
        }
        stream.written(sequence, out.length() - out.headerLength, draft.timestamp() + splice.timestampOffset());
        return out;
    }

    /// Nothing but padding (RFC 3550 §5.1), on the stream of retransmissions; null when nothing was sent on it so far.
    public @Nullable OutboundRtp pad(SendStream stream, int length, TransportSequence numbers, long nowNanos) {
        Splice splice = stream.splice();
        if (splice == null) {
            return null;
        }
        transportSequence = numbers.next();
        return padding.write(
                stream, splice.rtxPayloadType(), length, sendTime(nowNanos), (int) transportSequence & 0xFFFF);
    }

    /// The same for all packets of a turn.
    private int sendTime(long nowNanos) {
        if (nowNanos != stampedNanos) {
            stampedNanos = nowNanos;
            stamp = NtpTime.absSendTime(nowNanos);
        }
        return stamp;
    }

    /// The transport-wide number of the packet written last, or [#NOT_NUMBERED].
    public long transportSequence() {
        return transportSequence;
    }
}
