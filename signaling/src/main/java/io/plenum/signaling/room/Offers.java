package io.plenum.signaling.room;

import io.plenum.core.MediaKind;
import io.plenum.core.TrackSource;
import io.plenum.signaling.negotiate.TrackLabel;
import io.plenum.signaling.offer.Offer;
import io.plenum.signaling.offer.OfferReader;
import io.plenum.signaling.offer.OfferedMedia;
import io.plenum.signaling.protocol.ErrorCode;
import io.plenum.signaling.protocol.Refusal;
import io.plenum.signaling.sdp.SdpException;
import java.util.List;

/// Offers as requests: read, and refused in the words of the protocol.
public final class Offers {
    private Offers() {}

    public static Offer read(String sdp) throws Refusal {
        try {
            return OfferReader.read(sdp);
        } catch (SdpException e) {
            throw refusal(e);
        }
    }

    static Refusal refusal(SdpException problem) {
        return new Refusal(ErrorCode.BAD_OFFER, String.valueOf(problem.getMessage()));
    }

    /// What a client says of its tracks must fit its SDP.
    static void check(Offer offer, List<TrackLabel> labels) throws Refusal {
        for (TrackLabel label : labels) {
            for (OfferedMedia media : offer.media()) {
                if (media.mid().equals(label.mid()) && media.kind() != kind(label.source())) {
                    throw new Refusal(ErrorCode.BAD_REQUEST, "tracks: the source does not fit the kind of its m-line");
                }
            }
        }
    }

    private static MediaKind kind(TrackSource source) {
        return switch (source) {
            case MICROPHONE, SCREEN_AUDIO -> MediaKind.AUDIO;
            case CAMERA, SCREEN -> MediaKind.VIDEO;
        };
    }
}
