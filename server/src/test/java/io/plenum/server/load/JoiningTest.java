package io.plenum.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.crowd.Crowd;
import io.plenum.loadtest.crowd.Layout;
import io.plenum.loadtest.crowd.PlenumVenue;
import io.plenum.loadtest.crowd.RecordedMedia;
import io.plenum.loadtest.crowd.Seat;
import io.plenum.loadtest.run.Bar;
import io.plenum.loadtest.run.LoadTest;
import io.plenum.loadtest.run.Progress;
import io.plenum.loadtest.run.Result;
import io.plenum.loadtest.run.Rule;
import io.plenum.loadtest.run.Sample;
import io.plenum.loadtest.run.ServerProbe;
import io.plenum.loadtest.run.ServerReading;
import io.plenum.loadtest.scenario.Camera;
import io.plenum.loadtest.scenario.Scenario;
import io.plenum.server.PlenumServer;
import io.plenum.server.support.TestServers;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The load test's verdict of servers that do not let everybody in as they should: webinars of one who speaks
/// (number 0) and two who watch (1 and 2).
class JoiningTest {
    /// Of those who are let in nobody needs it, on a busy machine either.
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private PlenumServer server;

    @BeforeEach
    void start() {
        server = TestServers.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoGetsNoAnswerHasFailed() throws IOException {
        Result result = run(webinar(1, 0, Duration.ZERO), JoiningTest::nowhere, named("viewer-1"));
        assertEquals(List.of("viewer-1: no answer after 8 s"), result.failures());
        assertEquals(List.of(Rule.JOINED), result.brokenRules());
        assertFalse(result.meets(List.of()));
    }

    @Test
    void whoIsConnectedAndGetsNothingHasFailed() throws IOException {
        Result result = run(webinar(1, 0, Duration.ZERO), elsewhere("viewer-1", "empty"), JoiningTest::nobody);
        assertEquals(List.of("viewer-1: no media after 8 s, although others send"), result.failures());
        assertEquals(List.of(Rule.JOINED), result.brokenRules());
    }

    @Test
    void whoIsNotInTimeBeforeTheyLeaveByPlanHasNotFailed() throws IOException {
        Result result = run(webinar(1, 4, Duration.ofMillis(500)), JoiningTest::nowhere, JoiningTest::isGuest);
        assertEquals(List.of(), result.failures());
        assertTrue(result.unfinished() > 0, "guests came and got nothing");
        assertTrue(result.meets(List.of()));
    }

    /// Else those whom a slow server lets in too late would be there for ever, and fill it.
    @Test
    void whoGetsInWhenTheyShouldHaveLeftGoesAtOnce() throws IOException {
        Result result = run(
                webinar(1, 4, Duration.ofMillis(100)),
                JoiningTest::nowhere,
                JoiningTest::isGuest,
                Duration.ofMillis(600),
                this::awaitEmptyRooms);
        assertTrue(result.unfinished() > 0, "guests were late");
        assertEquals(List.of(), result.failures());
    }

    private void awaitEmptyRooms() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.meetings().participants() > 0) {
            assertTrue(System.nanoTime() < deadline, server.meetings().participants() + " are still there");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean isGuest(Seat seat) {
        return !List.of("person-0", "viewer-1", "viewer-2").contains(seat.name());
    }

    /// Numbers 0 and 1 speak, each in a room; who watches the one is given the other.
    @Test
    void mediaOfAnotherRoomBreaksARule() throws IOException {
        Function<Seat, Optional<String>> across = seat ->
                seat.name().equals("viewer-2") ? Optional.of(seat.room().replaceFirst("0$", "1")) : Optional.empty();
        Result result = run(webinar(2, 0, Duration.ZERO), across, JoiningTest::nobody);
        assertEquals(List.of(Rule.MEMBERS), result.brokenRules());
        assertEquals(List.of(), result.failures());
    }

    private static boolean nobody(Seat ignored) {
        return false;
    }

    private static Optional<String> nowhere(Seat ignored) {
        return Optional.empty();
    }

    /// Looks at the server that take until all are there, as those at one that has much to do.
    @Test
    void nobodyWaitsForALookAtTheServer() throws IOException {
        Slow probe = new Slow();
        Result result = run(webinar(1, 0, Duration.ZERO), probe, probe);
        assertEquals(2, result.joins().size());
        assertEquals(List.of(), result.brokenRules());
        assertTrue(result.cpuMicrosPerPacket() > 0, result::whyNoCpu);
        assertEquals(result.samples(), probe.told);
        assertTrue(result.samples().stream().allMatch(sample -> sample.server().isPresent()));
    }

    @Test
    void aServerThatCannotBeSeenMeetsNoBarOfItsProcess() throws IOException {
        Bar cpu = new Bar("CPU", 1e9, Result::cpuMicrosPerPacket, Result::whyNoCpu);
        Result result = run(webinar(1, 0, Duration.ZERO), ServerProbe.NONE, Progress.NONE);
        assertTrue(result.meets(List.of()));
        assertFalse(result.meets(List.of(cpu)));
    }

    /// The first two looks, with nobody there, are answered at once.
    private static final class Slow implements ServerProbe, Progress {
        private final List<CompletableFuture<Optional<ServerReading>>> asked = new ArrayList<>();
        private final List<Sample> told = new ArrayList<>();
        private boolean awake = true;

        @Override
        public CompletableFuture<Optional<ServerReading>> look() {
            CompletableFuture<Optional<ServerReading>> look = new CompletableFuture<>();
            asked.add(look);
            if (awake) {
                answer();
            }
            return look;
        }

        @Override
        public String name() {
            return "one who takes long to answer";
        }

        @Override
        public void phase(String what) {
            switch (what) {
                case "joining" -> awake = false;
                case "measuring" -> {
                    assertEquals(List.of(), told);
                    awake = true;
                    answer();
                }
                default -> {} // as it is
            }
        }

        @Override
        public void sample(Sample sample) {
            told.add(sample);
        }

        private void answer() {
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).complete(Optional.of(new ServerReading(i, 1, 1, 1)));
            }
        }
    }

    private static Predicate<Seat> named(String name) {
        return seat -> seat.name().equals(name);
    }

    private static Function<Seat, Optional<String>> elsewhere(String name, String room) {
        return seat -> seat.name().equals(name) ? Optional.of(room) : Optional.empty();
    }

    private Result run(Scenario scenario, Function<Seat, Optional<String>> detours, Predicate<Seat> deaf)
            throws IOException {
        return run(scenario, detours, deaf, Detours.FOREVER, () -> {});
    }

    /// @param after what is looked at when all have left who stayed, before the sockets of all are closed
    private Result run(
            Scenario scenario,
            Function<Seat, Optional<String>> detours,
            Predicate<Seat> deaf,
            Duration hesitation,
            Runnable after)
            throws IOException {
        try (Crowd crowd = Crowd.start(
                vertx -> new Detours(new PlenumVenue(vertx, socket(), Optional.empty()), detours, deaf, hesitation),
                1,
                1)) {
            Result result = LoadTest.run(scenario, crowd, ServerProbe.NONE, Progress.NONE, List.of());
            after.run();
            return result;
        }
    }

    private Result run(Scenario scenario, ServerProbe probe, Progress progress) throws IOException {
        try (Crowd crowd = Crowd.start(socket())) {
            return LoadTest.run(scenario, crowd, probe, progress, List.of());
        }
    }

    private URI socket() {
        return TestServers.signaling(server);
    }

    private static Scenario webinar(int rooms, double guests, Duration stay) {
        return new Scenario(
                "webinar",
                rooms,
                1,
                2,
                false,
                Camera.VP8.shape(180, 15, 100_000),
                RecordedMedia.NONE,
                1,
                1,
                Layout.GRID,
                Duration.ZERO,
                50,
                PATIENCE,
                guests,
                stay,
                false,
                Duration.ZERO,
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                List.of(),
                Optional.empty(),
                0,
                1,
                1);
    }
}
