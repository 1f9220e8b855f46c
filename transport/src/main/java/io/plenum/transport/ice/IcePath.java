package io.plenum.transport.ice;

import java.net.InetSocketAddress;

/// A pair of addresses between which checks have succeeded.
public record IcePath(InetSocketAddress local, InetSocketAddress remote) {}
