package io.plenum.transport.udp;

import java.net.InetSocketAddress;

/// One bound UDP socket. Owned by one event loop.
public interface UdpPort {
    InetSocketAddress localAddress();

    /// Takes what has arrived, until nothing is left or the batch is full. A closed port has nothing.
    void read(ReceiveBatch batch);

    /// Sends a datagram, at the latest with the next [UdpPoller#flush]; copies the bytes. What the kernel refuses
    /// is counted and lost, as UDP allows: waiting here would hold up everybody else on this loop.
    ///
    /// Datagrams to one peer that are written one after the other, and are of one size, may cost half as much.
    void write(byte[] bytes, int length, InetSocketAddress to);
}
