package io.plenum.transport.udp;

import io.plenum.memory.Packet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;

/// Where recvmmsg puts what has arrived: one set of buffers for all ports of a loop, which are read one after the
/// other.
///
/// The kernel writes here and not into packets because those are Java arrays, which move. The copy costs 2–3 % of a
/// read: the bytes are in the cache.
///
/// A buffer may hold several datagrams of one sender, joined by the kernel (UDP_GRO): all of one size, only the
/// last may be shorter. It says the size in a control message.
final class ReceiveRing {
    /// More in one call save nothing any more, and joined datagrams need 64 KB each.
    static final int MESSAGES = 8;

    /// `UDP_MAX_SEGMENTS`, 64 on older kernels.
    static final int MAX_SEGMENTS = 128;

    /// No datagram is longer, so nothing is ever cut.
    private static final int BUFFER_SIZE = 65_536;

    /// Buffers that lie a power of two apart compete for the same lines of the cache.
    private static final int STRIDE = BUFFER_SIZE + 5 * 64;

    private final Libc libc;
    private final SourceTable sources = new SourceTable();
    private final MessageTable messages;
    private final MemorySegment buffers;

    ReceiveRing(Libc libc, Arena arena) {
        this.libc = libc;
        messages = new MessageTable(arena, MESSAGES);
        buffers = arena.allocate((long) MESSAGES * STRIDE, Long.BYTES);
        for (int i = 0; i < MESSAGES; i++) {
            messages.buffer(i, buffers.address() + (long) i * STRIDE);
            messages.length(i, BUFFER_SIZE);
        }
    }

    /// False when something may be left.
    boolean read(LinuxSocket socket, ReceiveBatch batch) {
        // Counts what was read rather than what was kept, so that a flood of bad datagrams cannot hold the loop here.
        for (int calls = 0; calls < ReceiveBatch.CAPACITY / MESSAGES && !batch.full(); calls++) {
            for (int i = 0; i < MESSAGES; i++) {
                messages.expect(i);
            }
            // An error is a datagram's that we sent (ICMP), or there is nothing: nothing to read either way.
            int received = libc.receive(socket.descriptor(), messages.address(), MESSAGES);
            take(received, socket.stampsArrivals(), batch);
            if (received < MESSAGES) {
                return true;
            }
        }
        return false;
    }

    /// The kernel tells arrivals by the wall clock, which may be set; so their age counts.
    private void take(int received, boolean stamped, ReceiveBatch batch) {
        long now = stamped ? System.nanoTime() : ReceiveBatch.NOT_ASKED;
        long wallClock = stamped ? libc.wallClockNanos() : 0;
        for (int i = 0; i < received; i++) {
            long age = stamped ? wallClock - messages.arrivedNanos(i, wallClock) : 0;
            take(i, now - age, batch);
        }
    }

    private void take(int message, long arrivedNanos, ReceiveBatch batch) {
        InetSocketAddress source = messages.name(message, sources);
        int length = messages.transferred(message);
        int segment = messages.receivedSegment(message);
        if (segment <= 0 || segment >= length) {
            add(message, 0, length, source, arrivedNanos, batch);
            return;
        }
        for (int offset = 0; offset < length; offset += segment) {
            add(message, offset, Math.min(segment, length - offset), source, arrivedNanos, batch);
        }
    }

    private void add(
            int message, int offset, int length, InetSocketAddress source, long arrivedNanos, ReceiveBatch batch) {
        Packet packet = batch.add(length, source, arrivedNanos);
        if (packet != null) {
            long from = (long) message * STRIDE + offset;
            MemorySegment.copy(buffers, ValueLayout.JAVA_BYTE, from, packet.bytes(), 0, length);
        }
    }
}
