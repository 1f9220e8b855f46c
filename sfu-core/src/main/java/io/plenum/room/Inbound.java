package io.plenum.room;

/// What one SSRC of a publisher carries: a layer, or its retransmissions.
///
/// @param repair whether it is the retransmission stream
record Inbound(Layer layer, long ssrc, boolean repair) {}
