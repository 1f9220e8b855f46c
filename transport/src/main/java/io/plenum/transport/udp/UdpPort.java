package io.plenum.transport.udp;

import java.net.InetSocketAddress;

/// One bound UDP socket. Owned by one event loop.
public interface UdpPort {
    InetSocketAddress localAddress();

    /// Takes what has arrived, until nothing is left or the batch is full.
    void read(ReceiveBatch batch);

    /// Sends a datagram, at the latest with the next [#flush]; copies the bytes. What the kernel does not take at once
    /// is counted and lost, as UDP allows: waiting here would hold up everybody else on this loop.
    void write(byte[] bytes, int length, InetSocketAddress to);

    /// Hands everything written to the kernel: once per turn of the loop.
    void flush();
}
