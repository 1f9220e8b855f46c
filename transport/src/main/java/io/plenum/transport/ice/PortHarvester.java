package io.plenum.transport.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Component;
import org.ice4j.ice.HostCandidate;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.harvest.CandidateHarvester;
import org.ice4j.ice.harvest.HarvestStatistics;

/// Tells an agent of our ports: one host candidate each, no sockets, no waiting.
final class PortHarvester implements CandidateHarvester {
    private final List<InetSocketAddress> ports;
    private final HarvestStatistics statistics = new HarvestStatistics();

    PortHarvester(List<InetSocketAddress> ports) {
        this.ports = ports;
    }

    @Override
    public Collection<LocalCandidate> harvest(Component component) {
        List<LocalCandidate> candidates = new ArrayList<>();
        for (InetSocketAddress port : ports) {
            HostCandidate candidate = new HostCandidate(new TransportAddress(port, Transport.UDP), component);
            component.addLocalCandidate(candidate);
            candidates.add(candidate);
        }
        return candidates;
    }

    @Override
    public boolean isHostHarvester() {
        return true;
    }

    @Override
    public HarvestStatistics getHarvestStatistics() {
        return statistics;
    }
}
