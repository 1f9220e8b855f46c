package io.plenum.transport.client;

import io.plenum.memory.Packet;
import io.plenum.stats.DropReason;
import io.plenum.transport.LinkState;
import io.plenum.transport.LocalDescription;
import io.plenum.transport.RemoteDescription;
import io.plenum.transport.demux.DatagramKind;
import io.plenum.transport.dtls.DtlsEvents;
import io.plenum.transport.dtls.DtlsIdentity;
import io.plenum.transport.dtls.DtlsSession;
import io.plenum.transport.dtls.Fingerprint;
import io.plenum.transport.dtls.HandshakeProgress;
import io.plenum.transport.ice.StunMessage;
import io.plenum.transport.srtp.SrtpKeys;
import io.plenum.transport.srtp.SrtpProfile;
import io.plenum.transport.srtp.SrtpSession;
import io.plenum.transport.udp.UdpPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One synthetic participant's connection.
///
/// Public methods may be called on any thread; the work is done on the loop's, which owns everything here.
public final class ClientLink {
    private final ClientLoop loop;
    private final InetAddress local;
    private final DtlsIdentity identity;
    private final ClientListener listener;
    private final StunMessage message = new StunMessage();
    private final byte[] sendBuffer = new byte[Packet.CAPACITY];
    private final Waiting waiting = new Waiting();
    private final HandshakeProgress progress = new HandshakeProgress();
    private volatile ClientIce offered = new ClientIce();
    private @Nullable ClientIce ice;
    private @Nullable UdpPort port;
    private @Nullable DtlsSession dtls;
    private @Nullable SrtpSession srtp;
    private volatile Optional<SrtpProfile> profile = Optional.empty();
    private boolean handshaking;
    private boolean ended;

    ClientLink(ClientLoop loop, InetAddress local, DtlsIdentity identity, ClientListener listener) {
        this.loop = loop;
        this.local = local;
        this.identity = identity;
        this.listener = listener;
    }

    /// Our transport as an offer describes it.
    public RemoteDescription description() {
        ClientIce session = offered;
        return new RemoteDescription(session.ufrag(), session.password(), "sha-256", identity.fingerprint());
    }

    /// How media is encrypted, as soon as that is agreed.
    public Optional<SrtpProfile> profile() {
        return profile;
    }

    /// New ICE credentials, to be offered; [#connect] with the answer to them.
    public RemoteDescription restart() {
        offered = new ClientIce();
        return description();
    }

    /// Connects with what the server answered: the first time everything, after [#restart] only ICE. Fails when
    /// nothing answers there, and later when it does no longer.
    ///
    /// Throws [IllegalArgumentException] when the answer has no address to be tried from here, or no fingerprint.
    public void connect(LocalDescription server) {
        List<InetSocketAddress> addresses = CandidateLine.reachable(server, local);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("the server names no address that can be tried from here");
        }
        Fingerprint fingerprint = Fingerprint.parse("sha-256", server.fingerprint());
        ClientIce session = offered;
        onLoop(() -> {
            session.connect(server, addresses, loop.now());
            ice = session;
            if (port == null) {
                port = loop.bind(this, local);
                dtls = new DtlsSession(identity, fingerprint, true, loop.tasks(), new Events());
            }
        });
    }

    /// How long it has waited for the server (and the network) from [#connect] to the first media, or until
    /// now: from the first check until the answer was in its socket, from each flight of DTLS until the
    /// answer was, and from its last one until media was. On the loop's thread.
    public long waitedNanos() {
        return waiting.nanos();
    }

    /// Goes on from a new socket, as a phone does that leaves its Wi-Fi.
    public void rebind() {
        onLoop(() -> {
            UdpPort old = port;
            ClientIce session = ice;
            if (old != null && session != null) {
                loop.unbind(old);
                port = loop.bind(this, local);
                session.hurry();
            }
        });
    }

    /// Encrypts and sends an RTP packet; dropped while there are no keys.
    public void sendRtp(byte[] packet, int length) {
        send(packet, length, false);
    }

    /// Encrypts and sends a compound RTCP packet; dropped while there are no keys.
    public void sendRtcp(byte[] packet, int length) {
        send(packet, length, true);
    }

    private void send(byte[] packet, int length, boolean rtcp) {
        if (loop.inLoop()) {
            protectAndSend(packet, length, rtcp);
        } else {
            byte[] copy = Arrays.copyOf(packet, length);
            onLoop(() -> protectAndSend(copy, length, rtcp));
        }
    }

    private void protectAndSend(byte[] packet, int length, boolean rtcp) {
        SrtpSession session = srtp;
        if (session == null || ended) {
            return;
        }
        System.arraycopy(packet, 0, sendBuffer, 0, length);
        int sealed = rtcp ? session.protectRtcp(sendBuffer, length) : session.protectRtp(sendBuffer, length);
        if (sealed < 0) {
            loop.counters().drop(SrtpSession.failure(sealed));
        } else {
            write(sendBuffer, sealed);
        }
    }

    /// What was written on this loop leaves now, and not at the end of its turn: who measures knows when that was.
    /// On the loop's thread; no system call where nothing was.
    public void flush() {
        loop.flush();
    }

    /// Sends bytes as they are to where media goes: for tests of what a server does with them.
    public void sendRaw(byte[] datagram) {
        onLoop(() -> write(datagram, datagram.length));
    }

    private void write(byte[] bytes, int length) {
        InetSocketAddress server = ice == null ? null : ice.selected();
        if (port != null && server != null) {
            port.write(bytes, length, server);
        }
    }

    /// Stops dead, as when its process is killed: no goodbye, nothing is answered any more.
    public void stop() {
        onLoop(() -> end(LinkState.CLOSED, "stopped"));
    }

    /// Says goodbye and ends.
    public void close() {
        onLoop(() -> {
            DtlsSession session = dtls;
            if (session == null) {
                end(LinkState.CLOSED, "closed");
                return;
            }
            loop.tasks().execute(() -> {
                session.close(); // its goodbye is in the loop's queue before the end is
                loop.execute(() -> end(LinkState.CLOSED, "closed"));
            });
        });
    }

    private void onLoop(Runnable task) {
        loop.execute(() -> {
            if (!ended) {
                task.run();
            }
        });
    }

    private void end(LinkState state, String reason) {
        if (ended) {
            return;
        }
        ended = true;
        if (port != null) {
            loop.unbind(port);
        }
        DtlsSession session = dtls;
        if (session != null) {
            loop.tasks().execute(session::close);
        }
        dropKeys();
        listener.state(state, reason);
    }

    /// What they hold outside the heap must be given back.
    void dropKeys() {
        if (srtp != null) {
            srtp.close();
        }
    }

    void tick(long nowNanos) {
        ClientIce session = ice;
        UdpPort socket = port;
        if (session == null || socket == null || ended) {
            return;
        }
        session.failure(nowNanos).ifPresent(reason -> end(LinkState.FAILED, reason));
        if (!ended && session.isDue(nowNanos)) {
            check(session, socket, nowNanos);
        }
    }

    private void check(ClientIce session, UdpPort socket, long nowNanos) {
        long leftNanos = System.nanoTime();
        session.check(socket, nowNanos);
        if (session.selected() == null) {
            flush();
            waiting.asked(leftNanos);
        }
    }

    void receive(Packet packet, InetSocketAddress source, long nowNanos, long arrivedNanos) {
        DatagramKind kind = packet.length() == 0 ? DatagramKind.OTHER : DatagramKind.of(packet.bytes()[0]);
        if (!ended) {
            switch (kind) {
                case STUN -> stun(packet, source, nowNanos, arrivedNanos);
                case DTLS -> handshake(Arrays.copyOf(packet.bytes(), packet.length()), arrivedNanos);
                case SRTP -> media(packet, nowNanos, arrivedNanos);
                case OTHER -> loop.counters().drop(DropReason.NOT_MULTIPLEXED);
            }
        }
        packet.release();
    }

    private void stun(Packet packet, InetSocketAddress source, long nowNanos, long arrivedNanos) {
        ClientIce session = ice;
        UdpPort socket = port;
        if (session == null || socket == null || !message.wrap(packet.bytes(), packet.length())) {
            return;
        }
        if (message.isRequest()) {
            long leftNanos = System.nanoTime();
            if (session.answer(message, socket, source)) {
                flush();
                waiting.served(arrivedNanos, leftNanos);
            }
        } else if (session.accept(message, nowNanos) && !handshaking && dtls != null) {
            waiting.answered(arrivedNanos);
            handshaking = true;
            dtls.start();
        }
    }

    private void handshake(byte[] datagram, long arrivedNanos) {
        DtlsSession session = dtls;
        if (session == null || !DtlsSession.accepts(datagram)) {
            loop.counters().drop(DropReason.DTLS_OVERSIZED_HANDSHAKE);
            return;
        }
        if (progress.advances(datagram)) {
            waiting.answered(arrivedNanos);
        }
        if (!session.receive(datagram)) {
            loop.counters().drop(DropReason.DTLS_QUEUE_FULL);
        }
    }

    private void media(Packet packet, long nowNanos, long arrivedNanos) {
        SrtpSession session = srtp;
        boolean rtcp = SrtpSession.isRtcp(packet.bytes());
        if (!rtcp) {
            waiting.ended(arrivedNanos);
        }
        if (session != null && !rtcp && !listener.wants(packet.bytes(), packet.length(), arrivedNanos)) {
            return;
        }
        DropReason failure = session == null ? DropReason.SRTP_TOO_EARLY : session.unprotect(packet, nowNanos);
        if (failure != null) {
            loop.counters().drop(failure);
        } else if (rtcp) {
            listener.rtcp(packet.bytes(), packet.length(), nowNanos);
        } else {
            listener.rtp(packet.bytes(), packet.length(), nowNanos, arrivedNanos);
        }
    }

    private final class Events implements DtlsEvents {
        @Override
        public void send(byte[] datagram) {
            onLoop(() -> {
                long leftNanos = System.nanoTime();
                write(datagram, datagram.length);
                flush();
                waiting.asked(leftNanos);
            });
        }

        @Override
        public void completed(SrtpKeys keys) {
            onLoop(() -> {
                srtp = new SrtpSession(keys, true);
                profile = Optional.of(keys.profile());
                listener.state(LinkState.CONNECTED, "keys are agreed");
            });
        }

        @Override
        public void failed(String reason) {
            onLoop(() -> end(LinkState.FAILED, reason));
        }

        @Override
        public void closed() {
            onLoop(() -> end(LinkState.CLOSED, "closed by the server"));
        }
    }
}
