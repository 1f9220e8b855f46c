package io.plenum.signaling.negotiate;

import io.plenum.core.Codec;
import io.plenum.core.Codec.Family;
import io.plenum.core.MediaKind;
import io.plenum.signaling.offer.OfferedPayload;
import java.util.Locale;
import java.util.Optional;

/// The codecs we carry, and how each is told apart from its variants.
final class Codecs {
    private static final int VIDEO_CLOCK = 90_000;

    private Codecs() {}

    /// Empty for what we do not carry: RED and forward error correction protect packets that we send again ourselves,
    /// comfort noise and telephone events mean nothing in a slot.
    static Optional<Codec> of(MediaKind kind, OfferedPayload payload) {
        String name = payload.encoding().toUpperCase(Locale.ROOT);
        return kind == MediaKind.AUDIO ? audio(name, payload) : video(name, payload);
    }

    private static Optional<Codec> audio(String name, OfferedPayload payload) {
        return switch (name) {
            case "OPUS" -> {
                boolean standard = payload.clockRate() == 48_000 && payload.channels() == 2; // RFC 7587 §7
                yield standard
                        ? Optional.of(new Codec(Family.OPUS, "audio/opus/48000/2", 48_000, 2))
                        : Optional.empty();
            }
            case "PCMU", "PCMA", "G722" -> {
                boolean standard = payload.clockRate() == 8_000 && payload.channels() == 1; // RFC 3551 §4.5.2 for G722
                yield standard
                        ? Optional.of(new Codec(Family.OPAQUE, "audio/" + name + "/8000/1", 8_000, 1))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
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
