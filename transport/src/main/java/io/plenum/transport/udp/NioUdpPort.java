package io.plenum.transport.udp;

import io.plenum.memory.Packet;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;

/// A port on a non-blocking [DatagramChannel]: one system call per datagram, on every platform.
final class NioUdpPort implements UdpPort {
    /// ENOBUFS: the system or the device has no room, as macOS says where Linux says EAGAIN. Java tells
    /// errors apart by their text alone.
    private static final String NO_ROOM = "No buffer space available";

    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final SocketBuffers buffers;
    private final Counters counters;
    /// One byte more than is accepted, so that a longer datagram shows: the kernel cuts it to this size silently.
    private final ByteBuffer inbound = ByteBuffer.allocateDirect(Packet.MAX_DATAGRAM + 1);

    private final ByteBuffer outbound = ByteBuffer.allocateDirect(Packet.CAPACITY);
    private final MemorySegment outboundMemory = MemorySegment.ofBuffer(outbound);
    private boolean stamping;

    NioUdpPort(DatagramChannel channel, Counters counters) throws IOException {
        this.channel = channel;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.buffers = new SocketBuffers(
                channel.getOption(StandardSocketOptions.SO_RCVBUF), channel.getOption(StandardSocketOptions.SO_SNDBUF));
        this.counters = counters;
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public SocketBuffers buffers() {
        return buffers;
    }

    @Override
    public void stampArrivals() {
        stamping = true;
    }

    @Override
    public boolean read(ReceiveBatch batch) {
        // Counts what was read rather than what was kept, so that a flood of bad datagrams cannot hold the loop here.
        for (int read = 0; read < ReceiveBatch.CAPACITY && !batch.full(); read++) {
            InetSocketAddress source = receive();
            if (source == null) {
                return true;
            }
            inbound.flip();
            int length = inbound.remaining();
            Packet packet = batch.add(length, source, stamping ? System.nanoTime() : ReceiveBatch.NOT_ASKED);
            if (packet != null) {
                inbound.get(packet.bytes(), 0, length);
            }
        }
        return false;
    }

    private @Nullable InetSocketAddress receive() {
        try {
            return (InetSocketAddress) channel.receive(inbound.clear());
        } catch (IOException e) {
            return null; // the socket was closed, or an ICMP error was waiting: nothing to read either way
        }
    }

    @Override
    public void write(byte[] bytes, int length, Destination to) {
        write(bytes, length, to.address());
    }

    @Override
    public void write(byte[] bytes, int length, InetSocketAddress to) {
        outbound.clear().put(bytes, 0, length);
        send(length, to);
    }

    @Override
    public MemorySegment reserve(int length, Destination to, boolean urgent) {
        return outboundMemory;
    }

    @Override
    public long reservedOffset() {
        return 0;
    }

    @Override
    public void commit(int length, Destination to) {
        send(length, to.address());
    }

    private void send(int length, InetSocketAddress to) {
        outbound.clear().limit(length);
        try {
            if (channel.send(outbound, to) < length) {
                counters.count(Counter.SEND_BUFFER_FULL);
                return;
            }
            counters.count(Counter.DATAGRAMS_OUT);
            counters.add(Counter.BYTES_OUT, length);
        } catch (IOException | UnsupportedAddressTypeException | UnresolvedAddressException e) {
            refused(e);
        }
    }

    void refused(Exception refusal) {
        String text = refusal.getMessage();
        if (text != null && text.startsWith(NO_ROOM)) {
            counters.count(Counter.SEND_BUFFER_FULL);
        } else {
            counters.drop(DropReason.SEND_FAILED); // no route to this peer: its liveness check will end it
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
