package io.plenum.signaling.negotiate;

import io.plenum.core.PayloadSpec;
import io.plenum.signaling.offer.OfferedPayload;
import java.util.Optional;

/// A payload type that both sides use, with its retransmission partner.
record AgreedPayload(PayloadSpec spec, OfferedPayload offered, Optional<OfferedPayload> rtx) {}
