package io.plenum.loadtest.crowd;

import io.plenum.loadtest.media.Roster;
import io.plenum.loadtest.media.Tally;
import io.plenum.transport.dtls.DtlsIdentity;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Many participants of one server, on few threads for their media and Vert.x' for their signaling.
public final class Crowd implements AutoCloseable {
    /// A server that stands still never says that it has closed its half of a connection.
    private static final int CLOSING_SECONDS = 3;

    private final Vertx vertx = Vertx.vertx();
    private final Venue venue;
    private final Ways ways;
    private final List<CrowdLoop> loops = new ArrayList<>();
    private final AtomicInteger joins = new AtomicInteger();
    private final Map<String, Roster> rosters = new ConcurrentHashMap<>();

    private Crowd(Function<Vertx, Venue> where, int threads, long seed, DtlsIdentity identity) throws IOException {
        venue = where.apply(vertx);
        ways = new Ways(seed);
        for (int i = 0; i < threads; i++) {
            loops.add(CrowdLoop.start("crowd-" + i, identity));
        }
    }

    /// @param where what is to be tested
    /// @param threads for media; participants take turns
    /// @param seed of impaired links
    public static Crowd start(Function<Vertx, Venue> where, int threads, long seed) throws IOException {
        return start(where, threads, seed, DtlsIdentity.create());
    }

    /// @param identity of all of them: it says how they agree to protect media
    public static Crowd start(Function<Vertx, Venue> where, int threads, long seed, DtlsIdentity identity)
            throws IOException {
        return new Crowd(where, threads, seed, identity);
    }

    /// On one thread, at a Plenum server.
    ///
    /// @param server its WebSocket, such as `ws://127.0.0.1:8080/ws`
    public static Crowd start(URI server) throws IOException {
        return start(vertx -> new PlenumVenue(vertx, server, Optional.empty()), 1, 0);
    }

    /// Begins to join; [Participant#joined()] tells how that went.
    public Participant join(Seat seat) {
        return join(seat, Tallies::staying);
    }

    /// The same, and what it gets is told apart.
    public Participant visit(Seat seat) {
        return join(seat, Tallies::guests);
    }

    private Participant join(Seat seat, BiFunction<Tallies, Seat, Tally> tally) {
        CrowdLoop loop = loops.get(joins.getAndIncrement() % loops.size());
        Roster roster = rosters.computeIfAbsent(seat.room(), _ -> new Roster());
        Participant participant = new Participant(seat, loop, ways, tally.apply(loop.tallies(), seat), roster.enter());
        loop.add(participant);
        participant.join(venue.open(seat));
        return participant;
    }

    /// What happened since the last call, on all threads, and on the ways.
    public CrowdSample sample() {
        List<CompletableFuture<CrowdSample>> asked =
                loops.stream().map(CrowdLoop::sample).toList();
        return asked.stream()
                .map(CompletableFuture::join)
                .reduce(CrowdSample::plus)
                .orElseThrow()
                .over(ways.sample());
    }

    /// Ends everybody without a goodbye.
    @Override
    public void close() {
        loops.forEach(CrowdLoop::close);
        ways.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(null, CLOSING_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
