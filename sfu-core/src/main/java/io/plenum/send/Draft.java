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
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/// A published packet as it goes out, put together once for all who agreed on the same header extensions; what differs
/// between those is written into it in turn.
final class Draft {
    /// The original sequence number in front of a retransmitted payload (RFC 4588 §4).
    private static final int OSN_LENGTH = 2;

    /// The longest that is passed on as it is: abs-capture-time with its offset.
    private static final int MAX_PASSED_LENGTH = 16;

    /// A video-layers-allocation of three streams with three temporal layers each, with rates and sizes.
    private static final int MAX_ALLOCATION_LENGTH = 64;

    private static final int NONE = -1;

    private final RtpHeaderWriter header;
    private final RtpPacket source = new RtpPacket();
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final Vp9Descriptor vp9 = new Vp9Descriptor();
    private final RedPayload red = new RedPayload();
    private final OwnExtensions own;
    private final OutboundRtp out = new OutboundRtp();

    // Of what it was made, and for whom.
    private @Nullable Packet packet;
    private long use;
    private ExtensionMap from = ExtensionMap.EMPTY;
    private ExtensionMap to = ExtensionMap.EMPTY;
    private int midLength;
    private Codec.Family family = Codec.Family.OPAQUE;
    private int form;
    private boolean isRtx;

    private long timestamp;
    private boolean marker;
    /// Where the dependency descriptor stands.
    private int described = NONE;
    /// Whose numbers in front of the payload are to be renewed.
    private Codec.Family renumbered = Codec.Family.OPAQUE;
    /// Where they stand.
    private int payloadStart;

    Draft(RtpHeaderWriter header) {
        this.header = header;
        this.own = new OwnExtensions(header);
    }

    /// The source's.
    long timestamp() {
        return timestamp;
    }

    /// Makes this the draft of a packet, if it is not already what the subscriber gets but for its own numbers.
    void of(Packet published, Splice splice, SendStream stream, int change, boolean asRtx) {
        boolean same = published == packet
                && published.uses() == use
                && splice.extensions().equals(from)
                && splice.family() == family
                && stream.extensions().equals(to)
                && stream.mid().length == midLength
                && PictureChange.form(change) == form
                && asRtx == isRtx;
        if (!same) {
            packet = published;
            use = published.uses();
            from = splice.extensions();
            family = splice.family();
            to = stream.extensions();
            midLength = stream.mid().length;
            form = PictureChange.form(change);
            isRtx = asRtx;
            compose(published, stream);
        }
    }

    private void compose(Packet published, SendStream stream) {
        if (!source.wrap(published.bytes(), 0, published.length())) {
            throw new IllegalStateException("an unsound packet was stored");
        }
        timestamp = source.timestamp();
        marker = source.marker() && !PictureChange.isEmpty(form);
        composeHeader(stream);
        payloadStart = out.headerLength + (isRtx ? OSN_LENGTH : 0);
        out.headLength = payloadStart;
        out.bodyLength = 0;
        out.urgent = stream.isAudio();
        renumbered = Codec.Family.OPAQUE;
        if (!PictureChange.isEmpty(form)) {
            composePayload();
        }
    }

    private void composeHeader(SendStream stream) {
        header.start(out.head, 0, 0, false, 0, 0, 0);
        header.csrc(0);
        passExtensions();
        int descriptor = hasPictureIds() || PictureChange.isEmpty(form) ? NONE : passDescriptor();
        own.leaveRoom(stream);
        out.headerLength = header.finish();
        described = descriptor == NONE ? NONE : header.dataOffset(descriptor);
        own.find();
    }

    /// Each at most once, so that a hostile header cannot outgrow ours.
    private void passExtensions() {
        int passed = 0;
        for (int at = source.firstExtension(); at >= 0; at = source.nextExtension(at)) {
            HeaderExtension extension = from.extension(source.extensionId(at));
            if (extension == null || !passes(extension)) {
                continue;
            }
            int id = to.id(extension);
            int bit = 1 << extension.ordinal();
            int length = source.dataLength(at);
            if (id != 0 && (passed & bit) == 0 && length > 0 && length <= mostPassed(extension)) {
                passed |= bit;
                header.extension(id, source.bytes(), source.dataOffset(at), length);
            }
        }
    }

    /// Those that describe the media and are the same for all. The others belong to one leg.
    private static boolean passes(HeaderExtension extension) {
        return switch (extension) {
            case AUDIO_LEVEL, VIDEO_ORIENTATION, PLAYOUT_DELAY, ABS_CAPTURE_TIME, VIDEO_LAYERS_ALLOCATION -> true;
            case MID, RID, REPAIRED_RID, ABS_SEND_TIME, TRANSPORT_CC, DEPENDENCY_DESCRIPTOR -> false;
        };
    }

    private static int mostPassed(HeaderExtension extension) {
        return extension == HeaderExtension.VIDEO_LAYERS_ALLOCATION ? MAX_ALLOCATION_LENGTH : MAX_PASSED_LENGTH;
    }

    /// VP8 and VP9 tell in their payload what a receiver needs, and are renumbered there.
    private boolean hasPictureIds() {
        return family == Codec.Family.VP8 || family == Codec.Family.VP9;
    }

    /// The number of the extension in the new header, or NONE.
    private int passDescriptor() {
        int id = to.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        int sourceId = from.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        int at = id == 0 || sourceId == 0 ? -1 : source.extensionOffset(sourceId);
        int length = at < 0 ? 0 : source.extensionLength(sourceId);
        if (length < DependencyDescriptor.MANDATORY_LENGTH) {
            return NONE;
        }
        header.extension(id, source.bytes(), at, length);
        return header.extensions() - 1;
    }

    private void composePayload() {
        int rewritten = switch (family) {
            case VP8 -> composeVp8();
            case VP9 -> composeVp9();
            case OPUS, RED, AV1, H264, H265, OPAQUE -> 0;
        };
        out.headLength += rewritten;
        out.body = source.bytes();
        out.bodyOffset = source.payloadOffset() + rewritten;
        out.bodyLength = source.payloadLength() - rewritten;
        if (PictureChange.isPrimary(form) && red.wrap(out.body, out.bodyOffset, out.bodyLength)) {
            out.bodyOffset = red.primaryOffset();
            out.bodyLength = red.primaryLength();
        }
    }

    /// Returns how many bytes of the payload are rewritten.
    private int composeVp8() {
        if (!vp8.wrap(source.bytes(), source.payloadOffset(), source.payloadLength())) {
            return 0;
        }
        renumbered = family;
        return vp8.copyTo(out.head, payloadStart);
    }

    private int composeVp9() {
        if (!vp9.wrap(source.bytes(), source.payloadOffset(), source.payloadLength())) {
            return 0;
        }
        renumbered = family;
        return vp9.copyStartTo(out.head, payloadStart);
    }

    /// With what is one subscriber's own.
    OutboundRtp complete(Splice splice, SendStream stream, long sequence, int change, int sendTime, int transport16) {
        byte[] head = out.head;
        int payloadType = isRtx ? splice.rtxPayloadType() : splice.payloadType();
        RtpHeaderWriter.putFixed(
                head,
                0,
                payloadType,
                marker || PictureChange.marker(change),
                isRtx ? stream.nextRtxSequence16() : (int) sequence & 0xFFFF,
                timestamp + splice.timestampOffset(),
                stream.ssrc(isRtx));
        BigEndian.put32(head, RtpPacket.FIXED_HEADER, splice.csrc());
        own.write(head, stream.mid(), sendTime, transport16);
        if (described != NONE) {
            DependencyDescriptor.putFrameNumber(head, described, PictureChange.frameNumber(change));
        }
        if (isRtx) {
            BigEndian.put16(head, out.headerLength, (int) sequence);
        }
        renumber(head, change);
        return out;
    }

    private void renumber(byte[] head, int change) {
        if (renumbered == Codec.Family.VP8) {
            vp8.putPictureId(head, payloadStart, PictureChange.pictureId(change));
            vp8.putTl0PicIdx(head, payloadStart, PictureChange.tl0(change));
            vp8.putKeyIdx(head, payloadStart, PictureChange.keyIdx(change));
        } else if (renumbered == Codec.Family.VP9) {
            vp9.putPictureId(head, payloadStart, PictureChange.pictureId(change));
            vp9.putTl0PicIdx(head, payloadStart, PictureChange.tl0(change));
        }
    }
}
