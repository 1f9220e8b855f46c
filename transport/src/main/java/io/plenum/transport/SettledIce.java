package io.plenum.transport;

import io.plenum.transport.demux.TransactionId;
import io.plenum.transport.udp.UdpPort;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is left of an ICE session once the peer has chosen a path: it may come from another address (a phone that
/// leaves the Wi-Fi, a NAT that forgot), or choose another of the paths that work.
///
/// We are controlled: a check of the peer is checked back (RFC 8445 §7.3.1.4), and the pair is used when it was
/// nominated and our own check has come through (§7.3.1.5). Decides only; sending and using are its owner's, the shard.
final class SettledIce {
    /// As many as a link may have addresses; who comes on more pairs has left the oldest ones.
    private static final int MAX_PAIRS = 16;

    /// A browser that nominates in each of its checks would tear us to and fro between two paths that both work.
    private static final long STAY_NANOS = 1_000_000_000L;

    /// Two ends of a path that the peer has checked.
    static final class Pair {
        private final UdpPort port;
        private final InetSocketAddress remote;
        private @Nullable TransactionId check;
        private boolean works;
        private boolean nominated;
        private boolean used;

        Pair(UdpPort port, InetSocketAddress remote) {
            this.port = port;
            this.remote = remote;
        }

        UdpPort port() {
            return port;
        }

        InetSocketAddress remote() {
            return remote;
        }

        /// Whether it is still to be checked by us.
        boolean unproven() {
            return !works;
        }

        void checking(TransactionId id) {
            check = id;
        }
    }

    private final List<Pair> pairs = new ArrayList<>(1);
    private long usedNanos;

    /// The peer has sent a check over a pair.
    Pair checked(UdpPort port, InetSocketAddress remote, boolean nominates) {
        Pair pair = pair(port, remote);
        pair.nominated |= nominates;
        return pair;
    }

    private Pair pair(UdpPort port, InetSocketAddress remote) {
        for (Pair pair : pairs) {
            if (pair.port.equals(port) && pair.remote.equals(remote)) {
                return pair;
            }
        }
        if (pairs.size() == MAX_PAIRS) {
            pairs.removeFirst();
        }
        Pair fresh = new Pair(port, remote);
        pairs.add(fresh);
        return fresh;
    }

    /// A check of ours was answered from this address; gives the pair that it proves, or null.
    @Nullable
    Pair answered(TransactionId id, InetSocketAddress from) {
        for (Pair pair : pairs) {
            if (id.equals(pair.check) && pair.remote.equals(from)) {
                pair.works = true;
                pair.check = null;
                return pair;
            }
        }
        return null;
    }

    /// Whether a pair is to be used from now on: chosen by the peer, and known to work. One that was left before is
    /// gone back to after a while only.
    boolean use(Pair pair, long nowNanos) {
        if (!pair.works || !pair.nominated || (pair.used && nowNanos - usedNanos < STAY_NANOS)) {
            return false;
        }
        pair.used = true;
        usedNanos = nowNanos;
        return true;
    }
}
