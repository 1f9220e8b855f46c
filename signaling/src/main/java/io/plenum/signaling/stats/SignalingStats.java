package io.plenum.signaling.stats;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Signaling's counters: written by its event loop, read by any thread.
public final class SignalingStats {
    private final AtomicInteger rooms = new AtomicInteger();
    private final AtomicInteger participants = new AtomicInteger();
    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicInteger httpSessions = new AtomicInteger();
    private final LongAdder joins = new LongAdder();
    private final LongAdder leaves = new LongAdder();
    private final LongAdder resumes = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder connectionsRefused = new LongAdder();
    private final QualityStats quality = new QualityStats();

    public void rooms(int now) {
        rooms.set(now);
    }

    public void joined(boolean bySocket) {
        httpSessions.addAndGet(bySocket ? 0 : 1);
        participants.incrementAndGet();
        joins.increment();
    }

    public void left(boolean bySocket) {
        httpSessions.addAndGet(bySocket ? 0 : -1);
        participants.decrementAndGet();
        leaves.increment();
    }

    public void resumed() {
        resumes.increment();
    }

    public void refused() {
        refusals.increment();
    }

    public void connectionRefused() {
        connectionsRefused.increment();
    }

    public QualityStats quality() {
        return quality;
    }

    public void socketOpened() {
        sockets.incrementAndGet();
    }

    public void socketClosed() {
        sockets.decrementAndGet();
    }

    public Snapshot snapshot(long reportsLost) {
        return new Snapshot(
                rooms.get(),
                participants.get(),
                sockets.get(),
                httpSessions.get(),
                joins.sum(),
                leaves.sum(),
                resumes.sum(),
                refusals.sum(),
                connectionsRefused.sum(),
                reportsLost,
                quality.snapshot());
    }

    /// @param rooms that have somebody in them
    /// @param httpSessions of WHIP and WHEP, counted among the participants as well
    /// @param joins the rest are totals since the start
    /// @param refusals requests answered with an error
    /// @param connectionsRefused TCP connections beyond the limit
    /// @param reportsLost reports of the media path that found their queue full
    public record Snapshot(
            int rooms,
            int participants,
            int sockets,
            int httpSessions,
            long joins,
            long leaves,
            long resumes,
            long refusals,
            long connectionsRefused,
            long reportsLost,
            QualityStats.Snapshot quality) {}
}
