package io.plenum.transport.udp;

import io.plenum.memory.Packet;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A port of a [LinuxUdpPoller], which does its work: batches need memory, and one set of it serves all ports.
final class LinuxUdpPort implements UdpPort {
    private final LinuxUdpPoller poller;
    private final LinuxSocket socket;
    /// What has been written and not been taken by the kernel; null when there is nothing.
    private @Nullable SendQueue queue;
    /// Whether the poller waits for room in the socket's buffer.
    private boolean blocked;

    LinuxUdpPort(LinuxUdpPoller poller, LinuxSocket socket) {
        this.poller = poller;
        this.socket = socket;
    }

    @Override
    public InetSocketAddress localAddress() {
        return socket.local();
    }

    @Override
    public SocketBuffers buffers() {
        return socket.buffers();
    }

    @Override
    public boolean read(ReceiveBatch batch) {
        return socket.descriptor() < 0 || poller.read(socket, batch);
    }

    @Override
    public void stampArrivals() {
        socket.stampArrivals();
    }

    @Override
    public void write(byte[] bytes, int length, InetSocketAddress to) {
        Destination destination = poller.destination(to);
        if (destination != null) {
            write(bytes, length, destination);
        }
    }

    @Override
    public void write(byte[] bytes, int length, Destination to) {
        MemorySegment room = reserve(length, to, true);
        if (room != null) {
            MemorySegment.copy(bytes, 0, room, ValueLayout.JAVA_BYTE, reservedOffset(), length);
            commit(length, to);
        }
    }

    @Override
    public @Nullable MemorySegment reserve(int length, Destination to, boolean urgent) {
        if (length > Packet.CAPACITY) {
            throw new IllegalArgumentException("a datagram of " + length + " bytes");
        }
        return poller.reserve(this, length, to, urgent);
    }

    @Override
    public long reservedOffset() {
        return queue == null ? 0 : queue.reservedOffset();
    }

    @Override
    public void commit(int length, Destination to) {
        poller.commit(this, length, to);
    }

    LinuxSocket socket() {
        return socket;
    }

    @Nullable
    SendQueue queue() {
        return queue;
    }

    void queue(@Nullable SendQueue value) {
        queue = value;
    }

    boolean blocked() {
        return blocked;
    }

    void blocked(boolean value) {
        blocked = value;
    }
}
