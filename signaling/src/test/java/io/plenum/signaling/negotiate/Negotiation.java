package io.plenum.signaling.negotiate;

import io.plenum.signaling.media.LocalTransport;
import io.plenum.signaling.offer.Offer;
import io.plenum.signaling.offer.OfferReader;
import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.sdp.SessionDescription;
import io.plenum.signaling.support.CountedIdentifiers;
import java.util.Collections;
import java.util.List;

/// A client's offers in a row, and what came of the last one.
final class Negotiation {
    private static final LocalTransport TRANSPORT = new LocalTransport(
            "serv",
            "serverpasswordserverpassword",
            String.join(":", Collections.nCopies(32, "0A")),
            List.of("1 1 udp 2130706431 192.0.2.1 10000 typ host"));

    private final CountedIdentifiers identifiers = new CountedIdentifiers();
    private Agreement agreement = Agreement.NONE;

    SessionDescription offer(String sdp) throws SdpException {
        return offer(sdp, Rights.ALL, List.of());
    }

    SessionDescription offer(String sdp, Rights rights, List<TrackLabel> labels) throws SdpException {
        Offer offer = OfferReader.read(sdp);
        agreement = Negotiator.negotiate(offer, rights, labels, agreement, identifiers);
        String answer = AnswerWriter.write(agreement, TRANSPORT, offer.mixedExtensions(), 1, 1);
        return SessionDescription.parse(answer);
    }

    Agreement agreement() {
        return agreement;
    }
}
