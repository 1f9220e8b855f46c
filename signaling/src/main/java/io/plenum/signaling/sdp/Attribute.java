package io.plenum.signaling.sdp;

/// One `a=` line.
///
/// @param value empty for a flag such as `a=rtcp-mux`
/// @param line where it stands in the text, counted from 1
public record Attribute(String name, String value, int line) {}
