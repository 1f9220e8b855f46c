package io.plenum.signaling.negotiate;

import io.plenum.core.Codec;
import io.plenum.core.Codec.Family;
import io.plenum.core.MediaKind;
import io.plenum.signaling.offer.OfferedMedia;
import io.plenum.signaling.offer.OfferedPayload;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The codecs we carry, and how each is told apart from its variants.
final class Codecs {
    private static final int VIDEO_CLOCK = 90_000;
    private static final String RED = "RED";

    private Codecs() {}

    /// Empty for what we do not carry: forward error correction of video protects packets that we send again
    /// ourselves, comfort noise and telephone events mean nothing in a slot.
    static Optional<Codec> of(OfferedMedia media, OfferedPayload payload) {
        String name = payload.encoding().toUpperCase(Locale.ROOT);
        return media.kind() == MediaKind.AUDIO ? audio(name, payload, media) : video(name, payload);
    }

    private static Optional<Codec> audio(String name, OfferedPayload payload, OfferedMedia media) {
        return switch (name) {
            case "OPUS" ->
                isOpus(payload)
                        ? Optional.of(new Codec(Family.OPUS, "audio/opus/48000/2", 48_000, 2))
                        : Optional.empty();
            case RED -> opusIn(payload, media).map(opus -> red(opus.number()));
            case "PCMU", "PCMA", "G722" -> {
                boolean standard = payload.clockRate() == 8_000 && payload.channels() == 1; // RFC 3551 §4.5.2 for G722
                yield standard
                        ? Optional.of(new Codec(Family.OPAQUE, "audio/" + name + "/8000/1", 8_000, 1))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /// RFC 7587 §7.
    private static boolean isOpus(OfferedPayload payload) {
        return payload.encoding().equalsIgnoreCase("opus") && payload.clockRate() == 48_000 && payload.channels() == 2;
    }

    static boolean isRed(OfferedPayload payload) {
        return payload.encoding().equalsIgnoreCase(RED);
    }

    /// The Opus that a payload of RED (RFC 2198 §5: `111/111`) repeats; empty where it holds something else.
    static Optional<OfferedPayload> opusIn(OfferedPayload red, OfferedMedia media) {
        Set<String> inside = new HashSet<>(List.of(red.format().split("/", -1)));
        return media.payloads().stream()
                .filter(payload -> isOpus(payload) && inside.equals(Set.of(String.valueOf(payload.number()))))
                .findFirst();
    }

    /// The number of what is inside stands in every packet, so it is a part of what both sides must agree on.
    private static Codec red(int opus) {
        return new Codec(Family.RED, "audio/red/48000/2;opus=" + opus, 48_000, 2);
    }

    private static Optional<Codec> video(String name, OfferedPayload payload) {
        if (payload.clockRate() != VIDEO_CLOCK) {
            return Optional.empty();
        }
        return switch (name) {
            case "VP8" -> video(Family.VP8, "");
            case "VP9" -> video(Family.VP9, ";profile-id=" + payload.parameter("profile-id", "0"));
            case "AV1" -> video(Family.AV1, ";profile=" + payload.parameter("profile", "0"));
            case "H264" -> video(Family.H264, ";" + H264Profile.key(payload));
            case "H265" -> video(Family.H265, ";" + h265(payload));
            default -> Optional.empty();
        };
    }

    /// RFC 7798 §7.1: the tier and the level only bound the stream's size and rate.
    private static String h265(OfferedPayload payload) {
        return "tx-mode=" + payload.parameter("tx-mode", "SRST") + ";profile-id="
                + payload.parameter("profile-id", "1");
    }

    private static Optional<Codec> video(Family family, String variant) {
        String key = "video/" + family + "/" + VIDEO_CLOCK + variant;
        return Optional.of(new Codec(family, key, VIDEO_CLOCK, 1));
    }
}
