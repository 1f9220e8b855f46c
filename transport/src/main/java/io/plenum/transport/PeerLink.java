package io.plenum.transport;

import io.plenum.core.PeerId;
import io.plenum.memory.Packet;
import io.plenum.transport.demux.RateLimit;
import io.plenum.transport.dtls.DtlsSession;
import io.plenum.transport.dtls.Fingerprint;
import io.plenum.transport.ice.IceSession;
import io.plenum.transport.srtp.SrtpSession;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One participant's connection: its ICE session (two during a restart), its DTLS association, its SRTP keys, and where
/// it sends. Owned by the shard; what happens to it is decided in [LinkControl].
final class PeerLink {
    /// Media that overtakes the end of our handshake by half a round trip: 10 packets of audio and video at 50 ms.
    private static final int MAX_EARLY_PACKETS = 16;

    /// A ClientHello of two datagrams that arrives before our first check has succeeded, and its retransmissions.
    private static final int MAX_EARLY_FLIGHT = 8;

    /// A handshake is under 20 datagrams in each direction; afterwards hardly anything comes.
    private static final int DTLS_PER_SECOND = 50;

    private static final int DTLS_BURST = 64;

    private final Fingerprint fingerprint;
    private final Set<InetSocketAddress> sources = new HashSet<>();
    private final RateLimit dtlsLimit = new RateLimit(DTLS_PER_SECOND, DTLS_BURST);
    private final ArrayDeque<Packet> early = new ArrayDeque<>();
    private final Consent consent;
    private @Nullable IceLeg leg;
    private @Nullable IceLeg nextLeg;
    private @Nullable DtlsSession dtls;
    /// These each packet wants to know: they lie together.
    private final PeerId peer;

    private @Nullable SrtpSession srtp;
    private @Nullable LinkPath path;
    private @Nullable LinkState state;
    private @Nullable PeerLink next;
    private boolean handshaking;
    private int earlyFlight;
    private long openedNanos;
    private long helloNanos;
    private long restartedNanos;
    private long heardNanos;

    PeerLink(PeerId peer, Fingerprint fingerprint, RandomGenerator random) {
        this.peer = peer;
        this.fingerprint = fingerprint;
        this.consent = new Consent(random);
    }

    PeerId peer() {
        return peer;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    /// The addresses that are routed to this link; kept by [Routes].
    Set<InetSocketAddress> sources() {
        return sources;
    }

    Consent consent() {
        return consent;
    }

    void opened(IceLeg first, DtlsSession session, long nowNanos) {
        leg = first;
        dtls = session;
        openedNanos = nowNanos;
        heardNanos = nowNanos;
    }

    long openedNanos() {
        return openedNanos;
    }

    /// Where it is in its life; null until it is connected for the first time.
    @Nullable
    LinkState state() {
        return state;
    }

    void state(LinkState value) {
        state = value;
    }

    boolean ended() {
        return state == LinkState.FAILED || state == LinkState.CLOSED;
    }

    /// Something authentic arrived. True when the link was given up for silent.
    boolean heard(long nowNanos) {
        heardNanos = nowNanos;
        return state == LinkState.DISCONNECTED;
    }

    long heardNanos() {
        return heardNanos;
    }

    @Nullable
    IceLeg leg() {
        return leg;
    }

    @Nullable
    IceLeg nextLeg() {
        return nextLeg;
    }

    /// The leg of a session; null when the session is done, or its leg has been replaced.
    @Nullable
    IceLeg legOf(IceSession session) {
        if (leg != null && leg.session() == session) {
            return leg;
        }
        return nextLeg != null && nextLeg.session() == session ? nextLeg : null;
    }

    /// A restart begins; returns the session of one that was not finished.
    @Nullable
    IceLeg restart(IceLeg next, long nowNanos) {
        IceLeg unfinished = nextLeg;
        nextLeg = next;
        restartedNanos = nowNanos;
        return unfinished;
    }

    long restartedNanos() {
        return restartedNanos;
    }

    /// The restarted session has a path: it takes over. Returns the old one.
    @Nullable
    IceLeg takeOver() {
        IceLeg old = leg;
        leg = nextLeg;
        nextLeg = null;
        return old;
    }

    @Nullable
    LinkPath path() {
        return path;
    }

    void path(LinkPath value) {
        path = value;
    }

    /// Who was last sent to after this one. It may have ended since; one that has ended itself holds nobody.
    @Nullable
    PeerLink next() {
        return next;
    }

    void next(@Nullable PeerLink value) {
        next = value;
    }

    @Nullable
    DtlsSession dtls() {
        return dtls;
    }

    /// Whether a DTLS datagram may be queued now.
    boolean acceptsDtls(long nowNanos) {
        return dtlsLimit.allows(nowNanos) && (handshaking || earlyFlight < MAX_EARLY_FLIGHT);
    }

    void dtlsQueued(long nowNanos) {
        if (!handshaking && earlyFlight++ == 0) {
            helloNanos = nowNanos;
        }
    }

    /// When the first ClientHello came.
    long helloNanos() {
        return helloNanos;
    }

    /// True once, when there is both something to answer and a path to answer on.
    boolean beginsHandshake() {
        boolean begins = !handshaking && earlyFlight > 0 && path != null;
        handshaking |= begins;
        return begins;
    }

    @Nullable
    SrtpSession srtp() {
        return srtp;
    }

    void srtp(SrtpSession session) {
        srtp = session;
    }

    /// Takes over a packet that came before the keys; false when there are too many.
    boolean keepEarly(Packet packet) {
        return early.size() < MAX_EARLY_PACKETS && early.add(packet);
    }

    @Nullable
    Packet nextEarly() {
        return early.poll();
    }
}
