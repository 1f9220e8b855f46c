package io.plenum.transport.demux;

/// The 96 bits by which a STUN response names its request (RFC 8489 §5).
public record TransactionId(long high, int low) {}
