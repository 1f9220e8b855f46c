package io.plenum.transport;

import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import io.plenum.transport.demux.SourceLimiter;
import io.plenum.transport.demux.TransactionId;
import io.plenum.transport.ice.IceSession;
import io.plenum.transport.ice.StunMessage;
import io.plenum.transport.ice.StunWriter;
import io.plenum.transport.udp.UdpPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/// Where STUN arrives: nothing goes on to ice4j that is not well formed, expected and signed. Owned by the shard.
final class StunDesk {
    private final Counters counters;
    private final Routes routes;
    private final LinkControl links;
    private final Executor iceTasks;
    private final SourceLimiter limiter;
    /// Where checks may come from; empty = from anywhere.
    private final Set<InetAddress> sources;
    private final RandomGenerator random;
    private final StunMessage message = new StunMessage();
    private final StunWriter writer = new StunWriter();

    StunDesk(
            Counters counters,
            Routes routes,
            LinkControl links,
            Executor iceTasks,
            SourceLimiter limiter,
            Set<InetAddress> sources,
            RandomGenerator random) {
        this.counters = counters;
        this.routes = routes;
        this.links = links;
        this.iceTasks = iceTasks;
        this.limiter = limiter;
        this.sources = Set.copyOf(sources);
        this.random = random;
    }

    void receive(UdpPort port, byte[] bytes, int length, InetSocketAddress source, long nowNanos) {
        if (!sources.isEmpty() && !sources.contains(source.getAddress())) {
            counters.drop(DropReason.STUN_NOT_THIS_MACHINE);
        } else if (!limiter.allows(source, nowNanos)) {
            counters.drop(DropReason.STUN_RATE_LIMITED);
        } else if (!message.wrap(bytes, length)) {
            counters.drop(DropReason.STUN_MALFORMED);
        } else if (message.isRequest()) {
            request(port, bytes, length, source, nowNanos);
        } else if (message.isResponse()) {
            response(port, bytes, length, source, nowNanos);
        } else if (!message.isIndication()) { // an indication keeps a NAT open by being sent; nothing is to be done
            counters.drop(DropReason.STUN_MALFORMED);
        }
    }

    private void request(UdpPort port, byte[] bytes, int length, InetSocketAddress source, long nowNanos) {
        IceLeg leg = routes.byUfrag(message.localUfrag());
        if (leg == null) {
            counters.drop(DropReason.STUN_UNKNOWN_USER);
        } else if (!leg.ownKey().verify(message)) {
            counters.drop(DropReason.STUN_BAD_INTEGRITY);
        } else if (routes.claim(source, leg.link()) == Routes.Claim.TOO_MANY) {
            counters.drop(DropReason.STUN_TOO_MANY_SOURCES);
        } else {
            links.heard(leg.link(), nowNanos);
            checked(leg, bytes, length, port, source, nowNanos);
        }
    }

    private void checked(IceLeg leg, byte[] bytes, int length, UdpPort port, InetSocketAddress source, long nowNanos) {
        IceSession session = leg.session();
        SettledIce settled = leg.settled();
        if (session != null) {
            handOver(session, Arrays.copyOf(bytes, length), port, source);
        } else if (settled == null || !message.isPlainCheck()) {
            counters.drop(DropReason.STUN_MALFORMED);
        } else {
            port.write(writer.bytes(), writer.bindingSuccess(message.transactionId(), source, leg.ownKey()), source);
            LinkPath path = leg.link().path();
            if (path == null || !path.isSettled(leg, port, source)) {
                beside(leg, settled.checked(port, source, message.nominates()), settled, nowNanos);
            }
        }
    }

    /// The peer checks another path than the one in use. We look whether it works, and follow when we are to.
    private void beside(IceLeg leg, SettledIce.Pair pair, SettledIce settled, long nowNanos) {
        if (pair.unproven()) {
            TransactionId id = TransactionId.drawn(random);
            if (routes.transactions().sent(id, leg, nowNanos)) {
                pair.checking(id);
                pair.port().write(writer.bytes(), leg.writeCheck(writer, id), pair.remote());
            }
        } else {
            follow(leg, pair, settled, nowNanos);
        }
    }

    /// A session that was restarted does not lead any more.
    private void follow(IceLeg leg, SettledIce.Pair pair, SettledIce settled, long nowNanos) {
        if (leg == leg.link().leg() && settled.use(pair, nowNanos)) {
            links.path(leg, pair.port(), pair.remote(), true, nowNanos);
        }
    }

    /// An answer that does not prove itself leaves the question open: the real one may still come.
    private void response(UdpPort port, byte[] bytes, int length, InetSocketAddress source, long nowNanos) {
        TransactionId id = message.transactionId();
        IceLeg leg = routes.transactions().sender(id);
        if (leg == null) {
            counters.drop(DropReason.STUN_UNKNOWN_TRANSACTION);
            return;
        }
        if (!leg.peerKey().verify(message)) {
            counters.drop(DropReason.STUN_BAD_INTEGRITY);
            return;
        }
        routes.transactions().answered(id);
        links.heard(leg.link(), nowNanos);
        PeerLink link = leg.link();
        boolean ours = id.equals(link.consent().open());
        LinkPath path = link.path();
        if (path != null && path.remote().equals(source) && message.isSuccess()) {
            link.consent().granted(nowNanos);
        }
        if (!ours) {
            answered(leg, id, bytes, length, port, source, nowNanos);
        }
    }

    private void answered(
            IceLeg leg,
            TransactionId id,
            byte[] bytes,
            int length,
            UdpPort port,
            InetSocketAddress source,
            long nowNanos) {
        IceSession session = leg.session();
        SettledIce settled = leg.settled();
        if (session != null) {
            handOver(session, Arrays.copyOf(bytes, length), port, source);
        } else if (settled != null && message.isSuccess()) {
            SettledIce.Pair proven = settled.answered(id, source);
            if (proven != null) {
                routes.prove(source, leg.link());
                follow(leg, proven, settled, nowNanos);
            }
        }
    }

    private void handOver(IceSession session, byte[] stun, UdpPort port, InetSocketAddress source) {
        try {
            iceTasks.execute(() -> session.receive(stun, port.localAddress(), source));
        } catch (RejectedExecutionException e) {
            counters.drop(DropReason.STUN_RATE_LIMITED); // the ICE thread has a backlog; it will be sent again
        }
    }

    /// Sends what ice4j wants to send, and remembers who asked. Indications stay here: our consent checks keep the path
    /// open, and ice4j's go to its first pair for ever.
    void send(IceLeg leg, byte[] stun, UdpPort port, InetSocketAddress remote, long nowNanos) {
        if (!message.wrap(stun, stun.length) || message.isIndication()) {
            return;
        }
        if (message.isRequest() && !routes.transactions().sent(message.transactionId(), leg, nowNanos)) {
            return;
        }
        port.write(stun, stun.length, remote);
    }
}
