package io.plenum.transport.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;

/// One DTLS association, from the first datagram to close_notify.
///
/// [#receive] and [#start] are called by its owner's thread, [#close] by one of its tasks: tasks of one
/// session run one after the other because their executor has one thread.
public final class DtlsSession {
    /// Any record of a datagram fits.
    private static final int SCRATCH_LENGTH = 2048;

    private final DtlsIdentity identity;
    private final boolean client;
    private final Executor tasks;
    private final DtlsEvents events;
    private final Association association;
    private final FlightTransport socket;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile @Nullable DTLSTransport transport;
    private volatile boolean closed;

    /// @param client whether we begin the handshake
    /// @param tasks one thread, for what is to be done after the handshake
    public DtlsSession(DtlsIdentity identity, Fingerprint remote, boolean client, Executor tasks, DtlsEvents events) {
        this.identity = identity;
        this.client = client;
        this.tasks = tasks;
        this.events = events;
        this.association = new Association(remote, identity.profiles());
        this.socket = new FlightTransport(events::send);
    }

    /// Whether a datagram may be given to [#receive]: no record of it announces what we would not hold.
    public static boolean accepts(byte[] datagram) {
        return HandshakeGuard.accepts(datagram);
    }

    /// Queues a datagram that was accepted; false when the queue is full. Before [#start] it only waits.
    public boolean receive(byte[] datagram) {
        boolean queued = socket.offer(datagram);
        if (transport != null) {
            schedule();
        }
        return queued;
    }

    /// Begins the handshake. Call once, when there is a path to send on.
    ///
    /// It has a virtual thread of its own, so one whose peer falls silent keeps nobody waiting.
    /// How many run at once is bounded by the owner's links; each holds about 50 KB.
    public void start() {
        Thread.ofVirtual().name("dtls").start(this::handshake);
    }

    private void handshake() {
        HandshakeTurns.take();
        try {
            agree();
        } finally {
            HandshakeTurns.giveBack();
        }
    }

    private void agree() {
        try {
            DTLSTransport established = client ? connect() : accept();
            socket.established();
            transport = established;
            events.completed(association.keys());
            schedule();
        } catch (IOException | RuntimeException e) {
            socket.flush(); // the alert that says why
            if (!closed) {
                events.failed(String.valueOf(e.getMessage()));
            }
        }
    }

    private DTLSTransport accept() throws IOException {
        return new DTLSServerProtocol().accept(new DtlsServer(identity, association), socket);
    }

    private DTLSTransport connect() throws IOException {
        return new DTLSClientProtocol().connect(new DtlsClient(identity, association), socket);
    }

    private void schedule() {
        if (socket.isEmpty() || scheduled.getAndSet(true)) {
            return;
        }
        try {
            tasks.execute(this::drain);
        } catch (RejectedExecutionException e) {
            scheduled.set(false); // overloaded or closing: the other side will send again
        }
    }

    /// Lets Bouncy Castle read what has arrived: alerts, and retransmissions that want our last flight again. Data is
    /// read and dropped, as no data channels are spoken.
    private void drain() {
        scheduled.set(false);
        DTLSTransport established = transport;
        if (established == null || closed) {
            return;
        }
        if (!readAll(established) || association.closeNotified()) {
            events.closed();
        }
    }

    /// False when the association is broken.
    private boolean readAll(DTLSTransport established) {
        byte[] data = new byte[SCRATCH_LENGTH];
        try {
            while (!association.closeNotified() && !socket.isEmpty()) {
                established.receive(data, 0, data.length, 1);
            }
            return true;
        } catch (InterruptedIOException e) {
            return true; // nothing more to read
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /// Says goodbye, if there is somebody to say it to. Called by a task.
    public void close() {
        closed = true;
        DTLSTransport established = transport;
        if (established != null) {
            try {
                established.close();
            } catch (IOException | RuntimeException e) {
                // The goodbye is a courtesy.
            }
        }
        socket.end();
    }
}
