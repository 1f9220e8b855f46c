package io.plenum.transport.ice;

/// Who decides which pair is used (RFC 8445 §6.1.1), and the number that decides who decides when both would.
public record IceRole(boolean controlling, long tieBreaker) {}
