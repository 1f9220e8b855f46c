package io.plenum.signaling.negotiate;

import io.plenum.signaling.offer.OfferedPayload;
import java.util.HexFormat;

/// The part of `profile-level-id` that decides whether a decoder can read a stream (RFC 6184 §8.1): the profile. The
/// level only bounds its size.
final class H264Profile {
    /// What browsers take when the parameter is absent.
    private static final String DEFAULT_LEVEL_ID = "42e01f";

    private static final int LENGTH = 6;

    private H264Profile() {}

    static String key(OfferedPayload payload) {
        return "packetization-mode=" + payload.parameter("packetization-mode", "0") + ";profile="
                + profile(payload.parameter("profile-level-id", DEFAULT_LEVEL_ID));
    }

    private static String profile(String levelId) {
        if (levelId.length() != LENGTH || !levelId.chars().allMatch(HexFormat::isHexDigit)) {
            return "unknown"; // equal to itself only: it plays where the same was offered
        }
        int idc = HexFormat.fromHexDigits(levelId, 0, 2);
        int constraints = HexFormat.fromHexDigits(levelId, 2, 4);
        return isConstrainedBaseline(idc, constraints)
                ? "42e0"
                : HexFormat.of().toHexDigits((byte) idc) + HexFormat.of().toHexDigits((byte) constraints);
    }

    /// RFC 6184 table 5: three spellings of one profile.
    private static boolean isConstrainedBaseline(int idc, int constraints) {
        return switch (idc) {
            case 0x42 -> (constraints & 0x4F) == 0x40;
            case 0x4D -> (constraints & 0x8F) == 0x80;
            case 0x58 -> (constraints & 0xCF) == 0xC0;
            default -> false;
        };
    }
}
