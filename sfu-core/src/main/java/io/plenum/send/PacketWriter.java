package io.plenum.send;

import io.plenum.codec.DependencyDescriptor;
import io.plenum.codec.RedPayload;
import io.plenum.codec.Vp8Descriptor;
import io.plenum.codec.Vp9Descriptor;
import io.plenum.core.Codec;
import io.plenum.core.ExtensionMap;
import io.plenum.core.HeaderExtension;
import io.plenum.core.OutboundRtp;
import io.plenum.memory.Packet;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.NtpTime;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.rtp.RtpPacket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes what differs between subscribers: the header, the VP8 descriptor. The payload stays where it is.
///
/// One for a whole shard: every call reuses the same memory.
public final class PacketWriter {
    /// About what a packet without a payload weighs.
    static final int EMPTY_LENGTH = 48;

    /// Nothing new for the estimator.
    public static final long NOT_NUMBERED = -1;

    private static final int ABS_SEND_TIME_LENGTH = 3;
    private static final int TRANSPORT_CC_LENGTH = 2;

    private static final byte PADDING_BIT = 0x20;

    /// What the last byte of a padded packet can say.
    private static final int MAX_PADDING = 255;

    /// The original sequence number in front of a retransmitted payload (RFC 4588 §4).
    private static final int OSN_LENGTH = 2;

    /// The longest that is passed on as it is: abs-capture-time with its offset.
    private static final int MAX_PASSED_LENGTH = 16;

    /// A video-layers-allocation of three streams with three temporal layers each, with rates and sizes.
    private static final int MAX_ALLOCATION_LENGTH = 64;

    /// What a two-byte header element can hold (RFC 8285 §4.3).
    private static final int MAX_DESCRIPTOR_LENGTH = 255;

    private final RtpPacket source = new RtpPacket();
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final Vp9Descriptor vp9 = new Vp9Descriptor();
    private final RedPayload red = new RedPayload();
    private final byte[] descriptor = new byte[MAX_DESCRIPTOR_LENGTH];
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final OutboundRtp out = new OutboundRtp();
    private long transportSequence;
    private long stampedNanos = Long.MIN_VALUE;
    private int stamp;

    /// The packet as the subscriber gets it; null when it waited so long that its place in the log is taken.
    public @Nullable OutboundRtp write(
            SendStream stream, Packet packet, long sequence, boolean resend, TransportSequence numbers, long nowNanos) {
        SentLog log = stream.sent();
        Splice splice = log == null ? null : log.splice(sequence);
        if (log == null || splice == null) {
            return null;
        }
        if (!source.wrap(packet.bytes(), 0, packet.length())) {
            throw new IllegalStateException("an unsound packet was stored");
        }
        boolean asRtx = resend && splice.hasRtx();
        int change = log.change(sequence);
        // Without RTX the same packet goes out again under the same SRTP index: any byte that differs would break GCM.
        boolean repeated = resend && !asRtx;
        transportSequence = repeated || stream.transportId() == 0 ? NOT_NUMBERED : numbers.next();
        int sendTime = repeated ? log.sendTime(sequence) : sendTime(nowNanos);
        int transport16 = repeated ? log.transport16(sequence) : (int) transportSequence & 0xFFFF;
        writeHeader(stream, splice, sequence, change, asRtx, sendTime, transport16);
        if (!resend) {
            log.written(sequence, sendTime, transport16);
        }
        if (asRtx) {
            BigEndian.put16(out.head, out.headLength, (int) sequence);
            out.headLength += OSN_LENGTH;
        }
        if (PictureChange.isEmpty(change)) {
            out.bodyLength = 0;
        } else {
            writePayload(splice, change);
        }
        if (!asRtx) {
            stream.written(sequence, out.length() - out.headerLength, source.timestamp() + splice.timestampOffset());
        }
        return out;
    }

    /// Nothing but padding (RFC 3550 §5.1), on the stream of retransmissions; null when nothing was sent on it so far.
    public @Nullable OutboundRtp pad(SendStream stream, int length, TransportSequence numbers, long nowNanos) {
        Splice splice = stream.splice();
        if (splice == null) {
            return null;
        }
        transportSequence = numbers.next();
        header.start(
                out.head,
                0,
                splice.rtxPayloadType(),
                false,
                stream.nextRtxSequence16(),
                stream.timestamp(),
                stream.ssrc(true));
        ownExtensions(stream, sendTime(nowNanos), (int) transportSequence & 0xFFFF);
        out.headerLength = header.finish();
        out.head[0] |= PADDING_BIT;
        int padding = Math.clamp(length - out.headerLength, 1, MAX_PADDING);
        out.headLength = out.headerLength + padding;
        Arrays.fill(out.head, out.headerLength, out.headLength, (byte) 0);
        out.head[out.headLength - 1] = (byte) padding;
        out.bodyLength = 0;
        return out;
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

    private void writeHeader(
            SendStream stream, Splice splice, long sequence, int change, boolean asRtx, int sendTime, int transport16) {
        header.start(
                out.head,
                0,
                asRtx ? splice.rtxPayloadType() : splice.payloadType(),
                PictureChange.marker(change) || (source.marker() && !PictureChange.isEmpty(change)),
                asRtx ? stream.nextRtxSequence16() : (int) sequence & 0xFFFF,
                source.timestamp() + splice.timestampOffset(),
                stream.ssrc(asRtx));
        header.csrc(splice.csrc());
        passExtensions(splice.extensions(), stream);
        if (!hasPictureIds(splice.family()) && !PictureChange.isEmpty(change)) {
            passDescriptor(splice.extensions(), stream.spec().extensions(), change);
        }
        ownExtensions(stream, sendTime, transport16);
        out.headerLength = header.finish();
        out.headLength = out.headerLength;
    }

    /// Those of the leg itself.
    private void ownExtensions(SendStream stream, int sendTime, int transport16) {
        if (stream.midId() != 0) {
            header.extension(stream.midId(), stream.mid(), 0, stream.mid().length);
        }
        if (stream.sendTimeId() != 0) {
            header.extension(stream.sendTimeId(), sendTime, ABS_SEND_TIME_LENGTH);
        }
        if (stream.transportId() != 0) {
            header.extension(stream.transportId(), transport16, TRANSPORT_CC_LENGTH);
        }
    }

    /// Each at most once, so that a hostile header cannot outgrow ours.
    private void passExtensions(ExtensionMap from, SendStream to) {
        int passed = 0;
        for (int at = source.firstExtension(); at >= 0; at = source.nextExtension(at)) {
            HeaderExtension extension = from.extension(source.extensionId(at));
            if (extension == null || !passes(extension)) {
                continue;
            }
            int id = to.spec().extensions().id(extension);
            int bit = 1 << extension.ordinal();
            int length = source.dataLength(at);
            if (id != 0 && (passed & bit) == 0 && length > 0 && length <= mostPassed(extension)) {
                passed |= bit;
                header.extension(id, source.bytes(), source.dataOffset(at), length);
            }
        }
    }

    private static int mostPassed(HeaderExtension extension) {
        return extension == HeaderExtension.VIDEO_LAYERS_ALLOCATION ? MAX_ALLOCATION_LENGTH : MAX_PASSED_LENGTH;
    }

    /// VP8 and VP9 tell in their payload what a receiver needs, and are renumbered there.
    private static boolean hasPictureIds(Codec.Family family) {
        return family == Codec.Family.VP8 || family == Codec.Family.VP9;
    }

    private void passDescriptor(ExtensionMap from, ExtensionMap to, int change) {
        int id = to.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        int sourceId = from.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        int at = id == 0 || sourceId == 0 ? -1 : source.extensionOffset(sourceId);
        int length = at < 0 ? 0 : source.extensionLength(sourceId);
        if (length >= DependencyDescriptor.MANDATORY_LENGTH) {
            System.arraycopy(source.bytes(), at, descriptor, 0, length);
            DependencyDescriptor.putFrameNumber(descriptor, 0, PictureChange.frameNumber(change));
            header.extension(id, descriptor, 0, length);
        }
    }

    /// Those that describe the media and are the same for all. The others belong to one leg.
    private static boolean passes(HeaderExtension extension) {
        return switch (extension) {
            case AUDIO_LEVEL, VIDEO_ORIENTATION, PLAYOUT_DELAY, ABS_CAPTURE_TIME, VIDEO_LAYERS_ALLOCATION -> true;
            case MID, RID, REPAIRED_RID, ABS_SEND_TIME, TRANSPORT_CC, DEPENDENCY_DESCRIPTOR -> false;
        };
    }

    private void writePayload(Splice splice, int change) {
        int rewritten = switch (splice.family()) {
            case VP8 -> writeVp8(change);
            case VP9 -> writeVp9(change);
            case OPUS, RED, AV1, H264, H265, OPAQUE -> 0;
        };
        out.headLength += rewritten;
        out.body = source.bytes();
        out.bodyOffset = source.payloadOffset() + rewritten;
        out.bodyLength = source.payloadLength() - rewritten;
        if (PictureChange.isPrimary(change) && red.wrap(out.body, out.bodyOffset, out.bodyLength)) {
            out.bodyOffset = red.primaryOffset();
            out.bodyLength = red.primaryLength();
        }
    }

    /// Returns how many bytes of the payload were rewritten.
    private int writeVp8(int change) {
        if (!vp8.wrap(source.bytes(), source.payloadOffset(), source.payloadLength())) {
            return 0;
        }
        int rewritten = vp8.copyTo(out.head, out.headLength);
        vp8.putPictureId(out.head, out.headLength, PictureChange.pictureId(change));
        vp8.putTl0PicIdx(out.head, out.headLength, PictureChange.tl0(change));
        vp8.putKeyIdx(out.head, out.headLength, PictureChange.keyIdx(change));
        return rewritten;
    }

    private int writeVp9(int change) {
        if (!vp9.wrap(source.bytes(), source.payloadOffset(), source.payloadLength())) {
            return 0;
        }
        int rewritten = vp9.copyStartTo(out.head, out.headLength);
        vp9.putPictureId(out.head, out.headLength, PictureChange.pictureId(change));
        vp9.putTl0PicIdx(out.head, out.headLength, PictureChange.tl0(change));
        return rewritten;
    }
}
