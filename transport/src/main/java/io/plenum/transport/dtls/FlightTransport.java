package io.plenum.transport.dtls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/// What Bouncy Castle takes for its socket: a queue of datagrams in, and out, one datagram per flight.
///
/// During the handshake, reading blocks its (virtual) thread; afterwards an empty queue is said at once.
final class FlightTransport implements DatagramTransport {
    /// A whole handshake is under 20 datagrams; a flood beyond that has to wait for its turn.
    private static final int QUEUE_LIMIT = 32;

    /// What an Ethernet frame holds under IPv4 and UDP.
    private static final int RECEIVE_LIMIT = 1472;

    /// Fits every path: IPv6's smallest MTU of 1280 less its headers and a tunnel's.
    private static final int SEND_LIMIT = 1200;

    /// No datagram is empty: an empty array ends the reading.
    private static final byte[] END = new byte[0];

    /// Bouncy Castle lets this exception through without giving the association up: a read that does not wait.
    private static final class NothingThere extends InterruptedIOException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this; // nobody looks at it
        }
    }

    private final ArrayBlockingQueue<byte[]> inbound = new ArrayBlockingQueue<>(QUEUE_LIMIT);
    /// Given back after the handshake.
    private ByteArrayOutputStream flight = new ByteArrayOutputStream(SEND_LIMIT);

    private final Consumer<byte[]> outlet;
    private volatile boolean established;
    private volatile boolean closed;

    FlightTransport(Consumer<byte[]> outlet) {
        this.outlet = outlet;
    }

    /// From any thread; false when the queue is full.
    boolean offer(byte[] datagram) {
        return inbound.offer(datagram);
    }

    boolean isEmpty() {
        return inbound.isEmpty();
    }

    void established() {
        flush();
        flight = new ByteArrayOutputStream(0);
        established = true;
    }

    @Override
    public int receive(byte[] target, int offset, int limit, int waitMillis) throws IOException {
        flush(); // whoever waits for an answer has said all there was to say
        byte[] datagram = next(waitMillis);
        if (datagram == null) {
            return -1;
        }
        int length = Math.min(limit, datagram.length);
        System.arraycopy(datagram, 0, target, offset, length);
        return length;
    }

    private byte @Nullable [] next(int waitMillis) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        if (established && inbound.isEmpty()) {
            throw new NothingThere();
        }
        byte[] datagram = poll(waitMillis);
        if (datagram != null && datagram.length == 0) {
            throw new IOException("closed");
        }
        return datagram;
    }

    private byte @Nullable [] poll(int waitMillis) throws InterruptedIOException {
        if (established) {
            return inbound.poll();
        }
        HandshakeTurns.giveBack();
        try {
            return inbound.poll(Math.max(0, waitMillis), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            HandshakeTurns.take();
        }
    }

    @Override
    public void send(byte[] record, int offset, int length) {
        if (established) {
            outlet.accept(Arrays.copyOfRange(record, offset, offset + length));
            return;
        }
        if (flight.size() + length > SEND_LIMIT) {
            flush();
        }
        flight.write(record, offset, length);
    }

    void flush() {
        if (flight.size() > 0) {
            outlet.accept(flight.toByteArray());
            flight.reset();
        }
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    /// Bouncy Castle closes its socket with the association; ours is closed by [#end].
    @Override
    public void close() {}

    /// From any thread: whoever reads, or will read, is told that it is over.
    void end() {
        closed = true;
        inbound.clear();
        inbound.offer(END);
    }
}
