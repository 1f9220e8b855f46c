package io.plenum.transport.udp;

/// How a loop reaches its sockets.
public enum UdpIo {
    /// The best this machine has.
    AUTO,
    /// Batches by system calls of Linux; an error where it cannot be.
    NATIVE,
    /// Datagram by datagram, on every platform.
    NIO
}
