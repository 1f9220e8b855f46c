package io.plenum.room;

import io.plenum.codec.Vp8Descriptor;
import io.plenum.core.Codec;
import io.plenum.core.PayloadSpec;
import io.plenum.memory.Packet;
import io.plenum.rtp.RtpPacket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A packet that a publisher's layer accepted, read once for all who may get it. Reused: valid until the next one.
final class ReceivedPacket {
    private final RtpPacket rtp = new RtpPacket();
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private @Nullable Layer layer;
    private @Nullable Packet packet;
    private @Nullable PayloadSpec payload;
    private long sequence;
    private boolean hasMedia;
    private boolean startsHere;

    /// The flyweight that reads the packet's header; wrapped by whoever received it.
    RtpPacket rtp() {
        return rtp;
    }

    /// Looks at the payload of the packet that [#rtp] stands on.
    void accepted(Layer by, Packet accepted, PayloadSpec as, long extendedSequence) {
        layer = by;
        packet = accepted;
        payload = as;
        sequence = extendedSequence;
        boolean isVp8 = as.codec().family() == Codec.Family.VP8;
        boolean readable = !isVp8 || vp8.wrap(rtp.bytes(), rtp.payloadOffset(), rtp.payloadLength());
        hasMedia = readable && rtp.payloadLength() > 0;
        startsHere = hasMedia && (!isVp8 || vp8.keyFrameStart());
    }

    /// A packet that was accepted before, out of the history.
    void again(Layer by, Packet stored, PayloadSpec as, long extendedSequence) {
        if (!rtp.wrap(stored.bytes(), 0, stored.length())) {
            throw new IllegalStateException("an unsound packet was stored");
        }
        accepted(by, stored, as, extendedSequence);
    }

    Layer layer() {
        return Objects.requireNonNull(layer);
    }

    Packet packet() {
        return Objects.requireNonNull(packet);
    }

    PayloadSpec payload() {
        return Objects.requireNonNull(payload);
    }

    long sequence() {
        return sequence;
    }

    Codec.Family family() {
        return payload().codec().family();
    }

    /// Only for VP8.
    Vp8Descriptor vp8() {
        return vp8;
    }

    /// False for padding, and for a payload that is no VP8 though it says so.
    boolean hasMedia() {
        return hasMedia;
    }

    /// Whether a decoder that has seen nothing can begin here.
    boolean startsHere() {
        return startsHere;
    }

    boolean isKeyFrameStart() {
        return startsHere && family() == Codec.Family.VP8;
    }
}
