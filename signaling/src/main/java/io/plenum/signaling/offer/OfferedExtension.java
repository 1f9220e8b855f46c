package io.plenum.signaling.offer;

import io.plenum.core.HeaderExtension;

/// An `a=extmap` line (RFC 8285) of an extension that we know.
public record OfferedExtension(int id, Direction direction, HeaderExtension extension) {}
