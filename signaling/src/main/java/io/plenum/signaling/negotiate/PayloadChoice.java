package io.plenum.signaling.negotiate;

import io.plenum.core.Codec;
import io.plenum.core.Codec.Family;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.signaling.offer.OfferedMedia;
import io.plenum.signaling.offer.OfferedPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Which of an m-line's payload types we take.
final class PayloadChoice {
    private final OfferedMedia media;
    private final boolean publishes;

    private PayloadChoice(OfferedMedia media, boolean publishes) {
        this.media = media;
        this.publishes = publishes;
    }

    /// @param publishes the client will send on this m-line
    /// @param subscribes the client will receive on it
    static List<AgreedPayload> of(OfferedMedia media, boolean publishes, boolean subscribes) {
        return new PayloadChoice(media, publishes).choose(publishes && !subscribes);
    }

    private List<AgreedPayload> choose(boolean one) {
        List<AgreedPayload> carried = new ArrayList<>();
        for (OfferedPayload payload : media.payloads()) {
            Codecs.of(media, payload).ifPresent(codec -> carried.add(agreed(payload, codec)));
        }
        if (publishes) {
            best(carried).ifPresent(best -> {
                carried.remove(best);
                carried.addFirst(best);
            });
        }
        return one && !carried.isEmpty() ? sent(carried) : List.copyOf(carried);
    }

    /// A browser sends the first codec of the answer; the engine switches best between streams of Opus and of VP8,
    /// which every browser decodes. Anything else only when neither is on offer. Opus in RED is Opus: the client's
    /// order tells which it would rather send.
    private Optional<AgreedPayload> best(List<AgreedPayload> carried) {
        Family preferred = media.kind() == MediaKind.AUDIO ? Family.OPUS : Family.VP8;
        return carried.stream()
                .filter(payload -> payload.spec().codec().family() == preferred || Codecs.isRed(payload.offered()))
                .findFirst();
    }

    /// The first, and what is inside of it: a packet too large to be repeated is sent as it is.
    private List<AgreedPayload> sent(List<AgreedPayload> carried) {
        AgreedPayload first = carried.getFirst();
        if (!Codecs.isRed(first.offered())) {
            return List.of(first);
        }
        Optional<OfferedPayload> inside = Codecs.opusIn(first.offered(), media);
        return carried.stream()
                .filter(payload ->
                        payload.equals(first) || Optional.of(payload.offered()).equals(inside))
                .toList();
    }

    private AgreedPayload agreed(OfferedPayload payload, Codec codec) {
        boolean nack = payload.feedback().contains(Feedback.NACK);
        Optional<OfferedPayload> rtx = nack ? rtxOf(payload) : Optional.empty();
        OptionalInt rtxNumber = rtx.isPresent() ? OptionalInt.of(rtx.get().number()) : OptionalInt.empty();
        return new AgreedPayload(new PayloadSpec(payload.number(), codec, rtxNumber, payload.feedback()), payload, rtx);
    }

    private Optional<OfferedPayload> rtxOf(OfferedPayload payload) {
        String number = String.valueOf(payload.number());
        return media.payloads().stream()
                .filter(other -> other.isRtx() && other.parameter("apt", "").equals(number))
                .filter(other -> other.clockRate() == payload.clockRate())
                .findFirst();
    }
}
