package io.plenum.transport;

import io.plenum.transport.demux.Transactions;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whose a datagram is: STUN requests by ufrag (always, or an ICE restart on the same addresses would reach the old
/// session), STUN responses by transaction, everything else by source address. Owned by one shard.
final class Routes {
    /// What a claim to an address came to.
    enum Claim {
        GRANTED,
        /// Another link's: only a check that succeeded can take it over.
        TAKEN,
        /// The link has as many as it may have.
        TOO_MANY
    }

    /// A browser on three networks with IPv4 and IPv6 comes from six addresses, and again after a change of network.
    private static final int MAX_SOURCES = 16;

    private final Map<String, IceLeg> byUfrag = new HashMap<>();
    private final Map<InetSocketAddress, PeerLink> bySource = new HashMap<>();
    private final Transactions<IceLeg> transactions = new Transactions<>();

    void add(IceLeg leg) {
        byUfrag.put(leg.ufrag(), leg);
    }

    void remove(IceLeg leg) {
        byUfrag.remove(leg.ufrag(), leg);
        transactions.forget(leg);
    }

    void remove(PeerLink link) {
        for (InetSocketAddress source : link.sources()) {
            bySource.remove(source, link);
        }
    }

    @Nullable
    IceLeg byUfrag(String ufrag) {
        return byUfrag.get(ufrag);
    }

    @Nullable
    PeerLink bySource(InetSocketAddress source) {
        return bySource.get(source);
    }

    Transactions<IceLeg> transactions() {
        return transactions;
    }

    /// An authenticated request came from here. It may be a forged address, so nobody loses theirs by it.
    Claim claim(InetSocketAddress source, PeerLink link) {
        PeerLink owner = bySource.get(source);
        if (owner == link) {
            return Claim.GRANTED;
        }
        if (owner != null) {
            return Claim.TAKEN;
        }
        if (link.sources().size() == MAX_SOURCES) {
            return Claim.TOO_MANY;
        }
        give(source, link);
        return Claim.GRANTED;
    }

    /// Our check to this address was answered with the link's key: that is where the peer is now, whoever was before.
    void prove(InetSocketAddress source, PeerLink link) {
        PeerLink owner = bySource.get(source);
        if (owner == link) {
            return;
        }
        if (owner != null) {
            owner.sources().remove(source);
        }
        give(source, link);
    }

    /// The link begins a new ICE session, whose addresses are others as a rule: those of the old one, but for the
    /// one in use, would count against them. Who still sends from one says so with its next check.
    void forgetSources(PeerLink link, @Nullable InetSocketAddress inUse) {
        link.sources().removeIf(source -> !source.equals(inUse) && bySource.remove(source, link));
    }

    private void give(InetSocketAddress source, PeerLink link) {
        bySource.put(source, link);
        link.sources().add(source);
    }

    /// How many entries there are, of all kinds: what must be back at zero when everybody has left.
    int size() {
        return byUfrag.size() + bySource.size() + transactions.size();
    }
}
