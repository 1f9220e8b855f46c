package io.plenum.signaling.negotiate;

import io.plenum.core.Codec;
import io.plenum.core.Codec.Family;
import io.plenum.signaling.offer.OfferedPayload;

/// The `fmtp` line of the answer for one payload type.
final class FormatParameters {
    private FormatParameters() {}

    /// Opus is asked to protect itself against loss, and to fall silent where the client would (RFC 7587 §6.1). For all
    /// others the client's own line comes back: what it says must be symmetric (RFC 6184 §8.2.2), or is what its
    /// decoder can take.
    static String answer(Codec codec, OfferedPayload offered) {
        if (codec.family() != Family.OPUS) {
            return offered.format();
        }
        boolean silence = offered.parameter("usedtx", "0").equals("1");
        return "minptime=10;useinbandfec=1" + (silence ? ";usedtx=1" : "");
    }
}
