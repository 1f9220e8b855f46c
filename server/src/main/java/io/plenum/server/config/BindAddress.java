package io.plenum.server.config;

import java.net.InetAddress;

/// Where to listen, as the user says it; [io.plenum.server.net.LocalAddresses] knows which that are here.
public sealed interface BindAddress {
    /// All addresses of the loopback interface.
    record Loopback() implements BindAddress {}

    /// All addresses of this machine, for programs on this machine only.
    record ThisMachine() implements BindAddress {}

    /// One address; the unspecified one (`0.0.0.0`, `::`) stands for all of its family.
    record Literal(InetAddress address) implements BindAddress {}
}
