package io.plenum.signaling.negotiate;

import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.core.SlotSpec;
import io.plenum.signaling.media.LocalTransport;
import io.plenum.signaling.offer.Direction;
import io.plenum.signaling.offer.OfferedExtension;
import io.plenum.signaling.offer.OfferedLayer;
import io.plenum.signaling.offer.OfferedPayload;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes an agreement as the SDP of the answer (RFC 8829 §5.3).
public final class AnswerWriter {
    /// All slots of a client run on one clock (the engine rewrites its sender reports onto it), which is what a common
    /// CNAME says (RFC 7022).
    public static final String CNAME = "plenum";

    private final StringBuilder text = new StringBuilder();
    private final Agreement agreement;
    private final LocalTransport transport;
    private final boolean mixedExtensions;

    private AnswerWriter(Agreement agreement, LocalTransport transport, boolean mixedExtensions) {
        this.agreement = agreement;
        this.transport = transport;
        this.mixedExtensions = mixedExtensions;
    }

    /// @param session a number of the client's session, the same in all its answers
    /// @param version one higher in every answer
    public static String write(
            Agreement agreement, LocalTransport transport, boolean mixedExtensions, long session, int version) {
        AnswerWriter writer = new AnswerWriter(agreement, transport, mixedExtensions);
        writer.head(session, version);
        agreement.lines().forEach(writer::media);
        return writer.text.toString();
    }

    private void head(long session, int version) {
        line("v=0");
        line("o=- " + session + " " + version + " IN IP4 127.0.0.1");
        line("s=-");
        line("t=0 0");
        line("a=group:BUNDLE " + String.join(" ", agreement.bundle()));
        if (mixedExtensions) {
            line("a=extmap-allow-mixed");
        }
        line("a=msid-semantic: WMS *");
    }

    private void media(AgreedLine line) {
        switch (line) {
            case RejectedLine rejected -> rejected(rejected);
            case AgreedMedia media -> agreed(media);
        }
    }

    private void rejected(RejectedLine line) {
        line("m=" + line.section().kind() + " 0 " + line.section().protocol() + " "
                + String.join(" ", line.section().formats()));
        line("c=IN IP4 0.0.0.0");
        if (!line.mid().isEmpty()) {
            line("a=mid:" + line.mid());
        }
        line("a=inactive");
    }

    private void agreed(AgreedMedia media) {
        StringBuilder formats = new StringBuilder();
        for (AgreedPayload payload : media.payloads()) {
            formats.append(' ').append(payload.spec().payloadType());
            payload.rtx().ifPresent(rtx -> formats.append(' ').append(rtx.number()));
        }
        line("m=" + media.section().kind() + " 9 " + media.section().protocol() + formats);
        line("c=IN IP4 0.0.0.0");
        line("a=rtcp:9 IN IP4 0.0.0.0");
        line("a=mid:" + media.mid());
        transport(media);
        line("a=" + media.direction().sdp());
        line("a=rtcp-mux");
        if (media.offered().reducedSizeRtcp()) {
            line("a=rtcp-rsize");
        }
        media.extensions().forEach(this::extension);
        media.payloads().forEach(this::payload);
        simulcast(
                media.layers().stream().filter(layer -> !layer.rid().isEmpty()).toList());
        media.slot().ifPresent(slot -> streams(slot, media));
    }

    /// The credentials stand in every m-line, because some clients look only there; the candidates once, in the
    /// m-line that carries the bundle (RFC 8843 §7.1.3).
    private void transport(AgreedMedia media) {
        line("a=ice-ufrag:" + transport.ufrag());
        line("a=ice-pwd:" + transport.password());
        line("a=ice-options:trickle");
        line("a=fingerprint:sha-256 " + transport.fingerprint());
        line("a=setup:passive");
        if (media.mid().equals(agreement.bundle().getFirst())) {
            transport.candidates().forEach(candidate -> line("a=candidate:" + candidate));
            line("a=end-of-candidates");
        }
    }

    private void extension(OfferedExtension extension) {
        String direction = extension.direction() == Direction.SENDRECV
                ? ""
                : "/" + extension.direction().reversed().sdp();
        line("a=extmap:" + extension.id() + direction + " "
                + extension.extension().uri());
    }

    private void payload(AgreedPayload payload) {
        int number = payload.spec().payloadType();
        rtpmap(payload.offered());
        for (Feedback feedback : Feedback.values()) {
            if (payload.spec().feedback().contains(feedback)) {
                line("a=rtcp-fb:" + number + " " + name(feedback));
            }
        }
        String format = FormatParameters.answer(payload.spec().codec(), payload.offered());
        if (!format.isEmpty()) {
            line("a=fmtp:" + number + " " + format);
        }
        payload.rtx().ifPresent(rtx -> {
            rtpmap(rtx);
            line("a=fmtp:" + rtx.number() + " apt=" + number);
        });
    }

    private void rtpmap(OfferedPayload payload) {
        String channels = payload.channels() == 1 ? "" : "/" + payload.channels();
        line("a=rtpmap:" + payload.number() + " " + payload.encoding() + "/" + payload.clockRate() + channels);
    }

    private static String name(Feedback feedback) {
        return switch (feedback) {
            case NACK -> "nack";
            case PLI -> "nack pli";
            case FIR -> "ccm fir";
            case REMB -> "goog-remb";
            case TRANSPORT_CC -> "transport-cc";
        };
    }

    /// RFC 8853 §5.3.2. What was offered paused stays so: a browser takes the answer's word for whether an encoding is
    /// active, and its page has just said that it is not.
    private void simulcast(List<OfferedLayer> layers) {
        if (layers.isEmpty()) {
            return;
        }
        for (OfferedLayer layer : layers) {
            line("a=rid:" + layer.rid() + " recv" + (layer.limits().isEmpty() ? "" : " " + layer.limits()));
        }
        line("a=simulcast:recv "
                + layers.stream()
                        .map(layer -> (layer.paused() ? "~" : "") + layer.rid())
                        .collect(Collectors.joining(";")));
    }

    /// Slots of one group share a stream, so that the browser keeps the lips in sync.
    private void streams(SlotSpec slot, AgreedMedia media) {
        line("a=msid:slot-" + slot.group() + " " + slot.kind().name().toLowerCase(Locale.ROOT) + "-" + slot.group());
        boolean rtx =
                media.payloads().stream().anyMatch(payload -> payload.rtx().isPresent());
        if (rtx) {
            line("a=ssrc-group:FID " + slot.ssrc() + " " + slot.rtxSsrc());
        }
        line("a=ssrc:" + slot.ssrc() + " cname:" + CNAME);
        if (rtx) {
            line("a=ssrc:" + slot.rtxSsrc() + " cname:" + CNAME);
        }
    }

    private void line(String content) {
        text.append(content).append("\r\n");
    }
}
