package io.plenum.core;

import java.util.OptionalInt;
import java.util.Set;

/// One negotiated payload type of an m-line, with its retransmission partner (RFC 4588) and its feedback.
public record PayloadSpec(int payloadType, Codec codec, OptionalInt rtxPayloadType, Set<Feedback> feedback) {
    /// RTCP feedback both sides agreed on (RFC 4585, RFC 5104, draft-holmer-rmcat-transport-wide-cc-extensions).
    public enum Feedback {
        NACK,
        PLI,
        FIR,
        REMB,
        TRANSPORT_CC
    }

    public PayloadSpec {
        feedback = Set.copyOf(feedback);
    }
}
