package io.plenum.loadtest.crowd;

import io.plenum.core.Codec;
import io.plenum.core.EncodingSpec;
import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.TrackSpec;
import io.plenum.sim.Dialect;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.VideoFormat;
import io.plenum.transport.RemoteDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes the SDP of an offer by hand: what is sent first, then the slots.
final class Offer {
    private static final String AUDIO_SLOT = "sa";
    static final String VIDEO_SLOT = "sv";

    /// Without these an offer is of packetization mode 0 (RFC 6184 §8.1), in which nothing is cut into several packets
    /// as the camera's key frames are. The profile is what all browsers have: constrained baseline.
    private static final String H264_FORMAT = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";

    private static final String LINE_BREAK = "\r\n";

    private final List<String> mids = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final RemoteDescription transport;
    private final Dialect dialect;
    private final PayloadSpec video;

    private Offer(RemoteDescription transport, Dialect dialect, PayloadSpec video) {
        this.transport = transport;
        this.dialect = dialect;
        this.video = video;
    }

    static String write(RemoteDescription transport, List<TrackSpec> tracks, Seat seat) {
        Offer offer = new Offer(transport, seat.publishes().dialect(), video(seat));
        tracks.forEach(offer::track);
        offer.slots(MediaKind.AUDIO, AUDIO_SLOT, seat.audioSlots());
        offer.slots(MediaKind.VIDEO, VIDEO_SLOT, seat.videoSlots());
        return offer.head() + offer.text;
    }

    /// The one format that it sends and that it takes.
    static PayloadSpec video(Seat seat) {
        return seat.publishes()
                .dialect()
                .video(seat.publishes().layered().map(LayeredShape::format).orElse(VideoFormat.VP8));
    }

    /// Written last, because it names every m-line.
    private String head() {
        return String.join(
                LINE_BREAK,
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE " + String.join(" ", mids),
                "a=extmap-allow-mixed",
                "");
    }

    private void track(TrackSpec track) {
        media(track.kind(), track.mid(), "sendonly");
        if (track.encodings().size() > 1) {
            simulcast(track.encodings());
            return;
        }
        track.encodings()
                .forEach(encoding -> encoding.ssrc().ifPresent(ssrc -> {
                    encoding.rtxSsrc().ifPresent(rtx -> line("a=ssrc-group:FID " + ssrc + ' ' + rtx));
                    line("a=ssrc:" + ssrc + " cname:load");
                    encoding.rtxSsrc().ifPresent(rtx -> line("a=ssrc:" + rtx + " cname:load"));
                }));
    }

    /// As browsers have it since they use rids: without SSRCs.
    private void simulcast(List<EncodingSpec> encodings) {
        List<String> rids = encodings.stream().map(EncodingSpec::rid).toList();
        rids.forEach(rid -> line("a=rid:" + rid + " send"));
        line("a=simulcast:send " + String.join(";", rids));
    }

    private void slots(MediaKind kind, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            media(kind, prefix + i, "recvonly");
        }
    }

    private void media(MediaKind kind, String mid, String direction) {
        PayloadSpec payload = kind == MediaKind.AUDIO ? dialect.opus() : video;
        String rtx = payload.rtxPayloadType().isPresent()
                ? " " + payload.rtxPayloadType().getAsInt()
                : "";
        line("m=" + kind.name().toLowerCase(Locale.ROOT) + " 9 UDP/TLS/RTP/SAVPF " + payload.payloadType() + rtx);
        line("c=IN IP4 0.0.0.0");
        transport();
        mids.add(mid);
        line("a=mid:" + mid);
        line("a=" + direction);
        line("a=rtcp-mux");
        line("a=rtcp-rsize");
        extensions(kind);
        payload(payload);
    }

    private void transport() {
        line("a=ice-ufrag:" + transport.ufrag());
        line("a=ice-pwd:" + transport.password());
        line("a=fingerprint:" + transport.fingerprintAlgorithm() + ' ' + transport.fingerprint());
        line("a=setup:actpass");
    }

    private void extensions(MediaKind kind) {
        for (HeaderExtension extension : HeaderExtension.values()) {
            int id = dialect.extensions().id(extension);
            if (id > 0 && (kind == MediaKind.AUDIO || extension != HeaderExtension.AUDIO_LEVEL)) {
                line("a=extmap:" + id + ' ' + extension.uri());
            }
        }
    }

    private void payload(PayloadSpec payload) {
        int type = payload.payloadType();
        line("a=rtpmap:" + type + ' ' + encodingName(payload));
        for (PayloadSpec.Feedback feedback : PayloadSpec.Feedback.values()) {
            if (payload.feedback().contains(feedback)) {
                line("a=rtcp-fb:" + type + ' ' + name(feedback));
            }
        }
        if (payload.codec().family() == Codec.Family.H264) {
            line("a=fmtp:" + type + ' ' + H264_FORMAT);
        }
        payload.rtxPayloadType().ifPresent(rtx -> {
            line("a=rtpmap:" + rtx + " rtx/" + payload.codec().clockRate());
            line("a=fmtp:" + rtx + " apt=" + type);
        });
    }

    /// A codec's key begins with its kind, which SDP says in the m-line.
    private static String encodingName(PayloadSpec payload) {
        String key = payload.codec().key();
        return key.substring(key.indexOf('/') + 1);
    }

    private static String name(PayloadSpec.Feedback feedback) {
        return switch (feedback) {
            case NACK -> "nack";
            case PLI -> "nack pli";
            case FIR -> "ccm fir";
            case REMB -> "goog-remb";
            case TRANSPORT_CC -> "transport-cc";
        };
    }

    private void line(String line) {
        text.append(line).append(LINE_BREAK);
    }
}
