package io.plenum.transport.udp;

import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// One bound UDP socket. Owned by one event loop.
public interface UdpPort {
    InetSocketAddress localAddress();

    /// What the kernel granted of [SocketBuffers#WANTED].
    SocketBuffers buffers();

    /// Takes what has arrived, until nothing is left or the batch is full. A closed port has nothing.
    ///
    /// @return false when something may be left
    boolean read(ReceiveBatch batch);

    /// From now on a batch tells when each datagram arrived ([ReceiveBatch#arrivedNanos]): in the socket, where the
    /// kernel says so, else in the batch. For those who measure; it costs the kernel a look at its clock.
    void stampArrivals();

    /// Sends a datagram, at the latest with the next [UdpPoller#flush]; copies the bytes. What the kernel refuses
    /// is counted and lost, as UDP allows: waiting here would hold up everybody else on this loop.
    ///
    /// It is urgent, as what is not a picture is: see [#reserve].
    ///
    /// Datagrams to one peer that are written one after the other, and are of one size, may cost half as much.
    void write(byte[] bytes, int length, Destination to);

    /// The same to somebody who is written to now and then.
    void write(byte[] bytes, int length, InetSocketAddress to);

    /// Room for a datagram that is put together where it leaves from, outside the heap: write it there from
    /// [#reservedOffset] on, and [#commit] it, or let it be, before anything else is done with a port of this
    /// poller. Null when there is no room; the datagram has been counted as lost then.
    ///
    /// @param length at most what will be written
    /// @param urgent whether it may take the room that pictures leave to the others while the kernel has none
    @Nullable
    MemorySegment reserve(int length, Destination to, boolean urgent);

    long reservedOffset();

    /// Sends what was written, as [#write] does.
    ///
    /// @param length at most what was reserved
    /// @param to as reserved
    void commit(int length, Destination to);
}
