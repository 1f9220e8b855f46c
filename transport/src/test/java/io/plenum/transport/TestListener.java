package io.plenum.transport;

import io.plenum.core.Event;
import io.plenum.core.PeerId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what a shard reports.
final class TestListener implements ShardListener {
    record Report(PeerId peer, LinkState state, String reason) {}

    private final List<Report> reports = new CopyOnWriteArrayList<>();

    @Override
    public void link(PeerId peer, LinkState state, String reason) {
        reports.add(new Report(peer, state, reason));
    }

    @Override
    public void event(Event event) {}

    List<Report> reports() {
        return reports;
    }

    boolean saw(PeerId peer, LinkState state) {
        return reports.stream().anyMatch(report -> report.peer().equals(peer) && report.state() == state);
    }

    String reason(PeerId peer, LinkState state) {
        return reports.stream()
                .filter(report -> report.peer().equals(peer) && report.state() == state)
                .map(Report::reason)
                .findFirst()
                .orElseThrow();
    }
}
