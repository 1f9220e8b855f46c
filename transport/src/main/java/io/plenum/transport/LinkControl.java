package io.plenum.transport;

import io.plenum.core.PeerId;
import io.plenum.memory.Packet;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import io.plenum.stats.Timing;
import io.plenum.stats.Timings;
import io.plenum.transport.dtls.DtlsSession;
import io.plenum.transport.ice.IcePath;
import io.plenum.transport.ice.IceSession;
import io.plenum.transport.ice.StunWriter;
import io.plenum.transport.srtp.SrtpEngine;
import io.plenum.transport.srtp.SrtpKeys;
import io.plenum.transport.srtp.SrtpSession;
import io.plenum.transport.udp.UdpPort;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// The life of a shard's links: opened, found a path, got keys, fell silent, closed. Owned by the shard.
final class LinkControl {
    private static final System.Logger LOG = System.getLogger(LinkControl.class.getName());

    private final ShardLimits limits;
    private final ShardListener listener;
    private final Counters counters;
    private final Timings timings;
    private final Routes routes;
    private final Map<InetSocketAddress, UdpPort> ports = new HashMap<>();
    private final Map<PeerId, PeerLink> links = new HashMap<>();
    /// Used by [#scan] alone, and kept because that comes several times a second.
    private final List<PeerLink> scanned = new ArrayList<>();

    private final StunWriter writer = new StunWriter();
    private final Executor iceTasks;
    private final SrtpEngine crypto;
    private volatile int size;

    LinkControl(
            ShardLimits limits,
            ShardListener listener,
            Counters counters,
            Timings timings,
            Routes routes,
            List<UdpPort> ports,
            Executor iceTasks,
            SrtpEngine crypto) {
        this.limits = limits;
        this.listener = listener;
        this.counters = counters;
        this.timings = timings;
        this.routes = routes;
        this.iceTasks = iceTasks;
        this.crypto = crypto;
        ports.forEach(port -> this.ports.put(port.localAddress(), port));
    }

    @Nullable
    UdpPort port(InetSocketAddress local) {
        return ports.get(local);
    }

    /// How many links there are. Readable from any thread.
    int size() {
        return size;
    }

    @Nullable
    PeerLink link(PeerId peer) {
        return links.get(peer);
    }

    /// Why a link cannot be opened; null when it can.
    @Nullable
    Exception refusal(PeerId peer) {
        if (links.containsKey(peer)) {
            return new IllegalStateException(peer + " has a link already");
        }
        return links.size() >= limits.links()
                ? new ShardUnavailable(ShardUnavailable.Reason.FULL, "the shard is full")
                : null;
    }

    void open(PeerLink link, IceLeg leg, DtlsSession dtls, long nowNanos) {
        link.opened(leg, dtls, nowNanos);
        links.put(link.peer(), link);
        size = links.size();
        routes.add(leg);
    }

    void restart(PeerLink link, IceLeg next, long nowNanos) {
        IceLeg unfinished = link.restart(next, nowNanos);
        LinkPath path = link.path();
        routes.forgetSources(link, path == null ? null : path.remote());
        routes.add(next);
        if (unfinished != null) {
            drop(unfinished);
        }
    }

    /// A path works. The first one is used at once, a nominated one always; a restarted session takes over when its
    /// path is nominated, and until then the old one stays in use.
    void path(IceLeg leg, IcePath found, boolean nominated, long nowNanos) {
        UdpPort port = port(found.local());
        if (port != null) {
            path(leg, port, found.remote(), nominated, nowNanos);
        }
    }

    void path(IceLeg leg, UdpPort port, InetSocketAddress remote, boolean nominated, long nowNanos) {
        PeerLink link = leg.link();
        routes.prove(remote, link);
        if (leg == link.nextLeg()) {
            if (!nominated) {
                return;
            }
            counters.count(Counter.ICE_RESTARTED);
            dropIfAny(link.takeOver());
        }
        boolean first = link.path() == null;
        if (first || nominated) {
            link.path(new LinkPath(port, remote, leg, nominated));
            link.consent().granted(nowNanos);
        }
        if (nominated) {
            settle(leg);
        }
        heard(link, nowNanos);
        if (first) {
            counters.count(Counter.ICE_CONNECTED);
            timings.record(Timing.ICE_CONNECT, nowNanos - link.openedNanos());
            beginHandshake(link);
        }
    }

    /// What its peer checks from now on is answered here. ice4j's agent, with some 20 KB and a timer, has done its
    /// work.
    private void settle(IceLeg leg) {
        IceSession done = leg.settle();
        if (done != null) {
            later(done::close);
        }
    }

    /// A session found no path. Matters only to a link that has no other.
    void iceFailed(IceLeg leg) {
        PeerLink link = leg.link();
        if (leg == link.leg() && link.path() == null) {
            end(link, LinkState.FAILED, "no path between the candidates works");
        }
    }

    void dtls(PeerLink link, byte[] datagram, long nowNanos) {
        DtlsSession dtls = link.dtls();
        if (dtls == null || !DtlsSession.accepts(datagram)) {
            counters.drop(DropReason.DTLS_OVERSIZED_HANDSHAKE);
            return;
        }
        if (!link.acceptsDtls(nowNanos) || !dtls.receive(datagram)) {
            counters.drop(DropReason.DTLS_QUEUE_FULL);
            return;
        }
        link.dtlsQueued(nowNanos);
        beginHandshake(link);
    }

    private void beginHandshake(PeerLink link) {
        DtlsSession dtls = link.dtls();
        if (dtls != null && link.beginsHandshake()) {
            dtls.start();
        }
    }

    /// The handshake is done. The caller goes on with the packets that came early.
    void keys(PeerLink link, SrtpKeys keys, long nowNanos) {
        if (link.ended()) {
            return;
        }
        link.srtp(new SrtpSession(keys, false, crypto));
        counters.count(Counter.DTLS_COMPLETED);
        timings.record(Timing.DTLS_HANDSHAKE, nowNanos - link.helloNanos());
        enter(link, LinkState.CONNECTED, "keys are agreed");
    }

    void dtlsFailed(PeerLink link, String reason) {
        if (!link.ended()) {
            counters.count(Counter.DTLS_FAILED);
            end(link, LinkState.FAILED, "DTLS: " + reason);
        }
    }

    /// Something authentic arrived from the peer.
    void heard(PeerLink link, long nowNanos) {
        if (link.heard(nowNanos)) {
            enter(link, LinkState.CONNECTED, "heard again");
        }
    }

    /// Looks after everybody: who is silent, whose consent is to be renewed. Called a few times a second.
    void scan(long nowNanos) {
        routes.transactions().expire(nowNanos);
        for (PeerLink link : links.values()) {
            scanned.add(link); // some may end on the way
        }
        for (int i = 0; i < scanned.size(); i++) {
            scanGuarded(scanned.get(i), nowNanos);
        }
        scanned.clear();
    }

    private void scanGuarded(PeerLink link, long nowNanos) {
        try {
            scan(link, nowNanos);
        } catch (RuntimeException e) {
            broken(link, e);
        }
    }

    private void scan(PeerLink link, long nowNanos) {
        String fate = fate(link, nowNanos);
        if (fate != null) {
            end(link, LinkState.FAILED, fate);
            return;
        }
        boolean silent =
                nowNanos - link.heardNanos() > limits.disconnectedAfter().toNanos();
        if (silent && link.state() == LinkState.CONNECTED) {
            enter(link, LinkState.DISCONNECTED, "silent");
        }
        if (link.path() != null && link.consent().due(nowNanos)) {
            checkConsent(link, nowNanos);
        }
    }

    /// Why a link must end now; null when it may go on.
    private @Nullable String fate(PeerLink link, long nowNanos) {
        long connectWithin = limits.connectWithin().toNanos();
        if (link.state() == null) {
            boolean late = nowNanos - link.openedNanos() > connectWithin;
            return late ? (link.path() == null ? "ICE found no path in time" : "DTLS was not done in time") : null;
        }
        if (nowNanos - link.consent().grantedNanos() <= limits.failedAfter().toNanos()) {
            return null;
        }
        if (link.nextLeg() != null && nowNanos - link.restartedNanos() <= connectWithin) {
            return null; // an ICE restart is under way: that is the way out of here
        }
        counters.count(Counter.CONSENT_LOST);
        return "the peer does not answer any more";
    }

    private void checkConsent(PeerLink link, long nowNanos) {
        LinkPath path = link.path();
        IceLeg leg = link.leg();
        var id = link.consent().open();
        if (path == null || leg == null || id == null || !routes.transactions().sent(id, leg, nowNanos)) {
            return;
        }
        path.write(writer.bytes(), leg.writeCheck(writer, id));
    }

    /// Ends a link; it is forgotten at once, and its sessions are closed behind it.
    void end(PeerLink link, LinkState state, String reason) {
        if (link.ended()) {
            return;
        }
        if (state == LinkState.FAILED && link.path() == null) {
            counters.count(Counter.ICE_FAILED);
        }
        links.remove(link.peer(), link);
        size = links.size();
        routes.remove(link);
        link.next(null);
        for (Packet packet = link.nextEarly(); packet != null; packet = link.nextEarly()) {
            packet.release();
        }
        SrtpSession srtp = link.srtp();
        if (srtp != null) {
            srtp.close();
        }
        DtlsSession dtls = link.dtls();
        if (dtls != null) {
            later(dtls::close);
        }
        dropIfAny(link.leg());
        dropIfAny(link.nextLeg());
        enter(link, state, reason);
    }

    void endAll() {
        List.copyOf(links.values()).forEach(link -> end(link, LinkState.CLOSED, "the shard is closing"));
    }

    /// Does something for one link. What goes wrong there ends that link and no other.
    void guarded(PeerLink link, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            broken(link, e);
        }
    }

    void broken(PeerLink link, RuntimeException e) {
        LOG.log(Level.ERROR, link.peer() + " is closed because of a bug", e);
        try {
            end(link, LinkState.FAILED, "internal error");
        } catch (RuntimeException again) {
            LOG.log(Level.ERROR, link.peer() + " could not even be closed", again);
        }
    }

    private void enter(PeerLink link, LinkState state, String reason) {
        link.state(state);
        listener.link(link.peer(), state, reason);
    }

    private void dropIfAny(@Nullable IceLeg leg) {
        if (leg != null) {
            drop(leg);
        }
    }

    private void drop(IceLeg leg) {
        routes.remove(leg);
        settle(leg);
    }

    /// Closing must not be lost when the ICE thread has a backlog.
    private void later(Runnable task) {
        try {
            iceTasks.execute(task);
        } catch (RejectedExecutionException e) {
            Thread.ofVirtual().name("close").start(task);
        }
    }
}
