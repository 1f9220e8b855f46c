package io.plenum.signaling.offer;

import java.util.OptionalLong;

/// An RTP stream that the client announces by `a=ssrc`, with its retransmissions (an `a=ssrc-group:FID`).
public record OfferedStream(long ssrc, OptionalLong rtxSsrc) {}
