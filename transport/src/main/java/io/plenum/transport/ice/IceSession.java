package io.plenum.transport.ice;

import java.beans.PropertyChangeEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.ice4j.StunException;
import org.ice4j.ice.CandidatePair;
import org.ice4j.ice.CandidatePairState;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.IceProcessingState;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.ice.NominationStrategy;
import org.ice4j.stack.ExternalIoStunStack;

/// One ICE session in the controlled role: one of ice4j's agents, with one stream of one component (everything is
/// bundled on one path).
///
/// Remote candidates are not told to it: the other side is the one that can reach us, so its address is learned from
/// its authenticated checks. A candidate that cannot be reached would end the agent in failure, and checks towards
/// whatever address a stranger names would make us probe our own network.
///
/// Made and called on ICE threads only; never on a shard, since making one takes a millisecond.
public final class IceSession {
    /// ice4j looks for something to check this often: 20 checks a second while connecting; RFC 8445 §14.2 allows more.
    private static final long PACE_CONNECTING_MILLIS = 50;

    /// Once connected, checks are rare (a change of address) and 1,000 idle agents at ice4j's own pace of 20 ms would
    /// burn half a core.
    private static final long PACE_CONNECTED_MILLIS = 1_000;

    private final ExternalIoStunStack stack;
    private final SocketlessAgent agent;
    private final IceEvents events;

    /// @param local the addresses of our ports
    public IceSession(List<InetSocketAddress> local, String remoteUfrag, String remotePassword, IceEvents events)
            throws IOException {
        this.events = events;
        stack = new ExternalIoStunStack((stun, from, to) -> events.send(this, stun, from, to));
        agent = new SocketlessAgent(stack);
        agent.setUseDynamicPorts(false);
        agent.setControlling(false);
        // The shard sends its own consent checks: ice4j's follow the first selected pair for ever.
        agent.setPerformConsentFreshness(false);
        agent.setNominationStrategy(NominationStrategy.NOMINATE_FIRST_HOST_OR_REFLEXIVE_VALID);
        agent.setTa(PACE_CONNECTING_MILLIS);
        agent.addCandidateHarvester(new PortHarvester(local));
        agent.addStateChangeListener(this::stateChanged);
        IceMediaStream stream = agent.createMediaStream("bundle");
        stream.addPairChangeListener(this::pairChanged);
        agent.createComponent(stream, KeepAliveStrategy.SELECTED_ONLY, false);
        stream.setRemoteUfrag(remoteUfrag);
        stream.setRemotePassword(remotePassword);
        agent.startConnectivityEstablishment();
    }

    public String ufrag() {
        return agent.getLocalUfrag();
    }

    public String password() {
        return agent.getLocalPassword();
    }

    public long tieBreaker() {
        return agent.getTieBreaker();
    }

    /// Takes a STUN message whose integrity was verified; false when ice4j cannot read it.
    public boolean receive(byte[] stun, InetSocketAddress local, InetSocketAddress remote) {
        try {
            stack.receive(stun, local, remote);
            return true;
        } catch (StunException | RuntimeException e) {
            return false; // signed by the peer and malformed all the same: its problem only
        }
    }

    public void close() {
        agent.free();
    }

    private void stateChanged(PropertyChangeEvent change) {
        if (change.getNewValue() == IceProcessingState.FAILED) {
            events.failed(this);
        }
    }

    /// ice4j's selected pair never changes after the first; its pairs' events do, so they are what is followed.
    private void pairChanged(PropertyChangeEvent change) {
        CandidatePair pair = (CandidatePair) change.getSource();
        switch (change.getPropertyName()) {
            case IceMediaStream.PROPERTY_PAIR_STATE_CHANGED -> {
                if (change.getNewValue() == CandidatePairState.SUCCEEDED) {
                    // A controlled agent nominates when the check that the nominating request triggered succeeds
                    // (RFC 8445 §7.3.1.5); ice4j does so for the first pair only.
                    events.path(this, path(pair), pair.useCandidateReceived());
                }
            }
            case IceMediaStream.PROPERTY_PAIR_NOMINATED -> {
                agent.setTa(PACE_CONNECTED_MILLIS);
                if (pair.getState() == CandidatePairState.SUCCEEDED) {
                    events.path(this, path(pair), true);
                }
            }
            default -> {} // the rest is ice4j's bookkeeping
        }
    }

    private static IcePath path(CandidatePair pair) {
        return new IcePath(
                plain(pair.getLocalCandidate().getBase().getTransportAddress()),
                plain(pair.getRemoteCandidate().getTransportAddress()));
    }

    /// Map keys outside are free of ice4j's subclass of the address.
    private static InetSocketAddress plain(InetSocketAddress address) {
        return new InetSocketAddress(address.getAddress(), address.getPort());
    }
}
