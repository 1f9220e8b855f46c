package io.plenum.server.churn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.crowd.Crowd;
import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.crowd.MediaReport;
import io.plenum.loadtest.crowd.Participant;
import io.plenum.loadtest.crowd.Seat;
import io.plenum.loadtest.media.SlotCount;
import io.plenum.server.PlenumServer;
import io.plenum.server.support.TestServers;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.Vp8Shape;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Five hundred people join a meeting and leave it again, over real sockets, while three stay.
class MeetingChurnTest {
    private static final long SEED = 20_261_121;
    private static final String ROOM = "churn";
    private static final int STAYING = 3;
    private static final int AT_ONCE = 5;
    private static final int WARM_UP = 50;
    private static final int JOINS = 500;

    /// A small picture, ten times a second: many of them are to fit on one core.
    private static final PublisherOptions PERSON =
            PublisherOptions.PERSON.filming(new Vp8Shape(320, 180, 10, 100_000, 15, 1));

    /// 2 KB for each who came. Whoever leaves an ICE agent, a handshake or a WebSocket behind leaves more; the
    /// times that are kept here, and what pools have in stock, need some of it.
    private static final long HEAP_TOLERANCE = 1L << 20;

    /// A patience, not a time that anything should take: the machine may be busy.
    private static final long PATIENCE_SECONDS = 30;

    private static final long LOOK_EVERY_NANOS = 100_000_000L;

    private final List<JoinTimes> times = new ArrayList<>();
    private int number;

    /// On two shards some of them are on each, and mirrored on the other one.
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nothingIsLeftBehindByFiveHundredWhoCameAndWent(int shards) throws Exception {
        try (PlenumServer server = TestServers.startSpread(shards);
                Crowd crowd = Crowd.start(TestServers.signaling(server))) {
            meeting(server, crowd, WARM_UP);
            Census before = settled(server, Census::isEmpty, "empty");
            long heapBefore = Census.heap();
            times.clear();

            long started = System.nanoTime();
            meeting(server, crowd, JOINS);
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            Census after = settled(server, census -> census.matches(before), "back at " + before);
            long heapAfter = Census.heap();

            report(heapBefore, heapAfter, took);
            assertEquals(
                    JOINS + STAYING,
                    after.meetings().joins() - before.meetings().joins());
            assertEquals(0, after.meetings().refusals());
            assertTrue(heapAfter - heapBefore < HEAP_TOLERANCE, "heap grew from " + heapBefore + " to " + heapAfter);
        }
    }

    /// Three stay while the others come and go, and leave at the end.
    private void meeting(PlenumServer server, Crowd crowd, int people) throws IOException {
        List<Participant> staying = join(crowd, STAYING);
        assertEquals(server.shards().size(), Census.take(server).homes(), "shards that the meeting lives on");
        come(crowd, people);
        settled(server, census -> census.holds(STAYING), "back to those who stay");
        staying.forEach(MeetingChurnTest::sawNothingOfIt);
        leave(staying);
    }

    private static void sawNothingOfIt(Participant participant) {
        List<SlotCount> slots = await(participant.slots());
        long used = slots.stream().filter(slot -> slot.packets() > 0).count();
        assertTrue(used >= 2 * (STAYING - 1), "only " + used + " slots were used for those who stay");
        for (SlotCount slot : slots) {
            assertEquals(0, slot.lost(), "gaps in " + slot.mid());
        }
        MediaReport report = await(participant.report());
        assertEquals(List.of(), report.violations());
        assertEquals(0, report.lostForGood());
        assertEquals(1, participant.heard().get("media"), "media went down and up: " + participant.heard());
    }

    private void come(Crowd crowd, int people) {
        for (int come = 0; come < people; come += AT_ONCE) {
            leave(join(crowd, AT_ONCE));
        }
    }

    private List<Participant> join(Crowd crowd, int people) {
        List<Participant> joined = IntStream.range(0, people)
                .mapToObj(_ -> crowd.join(Seat.of(ROOM, "p" + number, PERSON, 2, 4, SEED + number++)
                        .checking()))
                .toList();
        joined.forEach(participant -> times.add(await(participant.joined())));
        return joined;
    }

    private static void leave(List<Participant> people) {
        people.stream().map(Participant::leave).toList().forEach(MeetingChurnTest::await);
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /// Waits until those who left are gone everywhere, which the server may take a moment for.
    private static Census settled(PlenumServer server, Predicate<Census> wanted, String what) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Census census = Census.take(server);
        while (!wanted.test(census)) {
            assertTrue(System.nanoTime() - end < 0, "not " + what + ": " + census);
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            census = Census.take(server);
        }
        return census;
    }

    private void report(long heapBefore, long heapAfter, Duration took) {
        System.out.printf(
                "%d joins in %.1f s; socket open -> answer %s, -> connected %s, -> first media %s; heap %,d -> %,d%n",
                times.size(),
                took.toMillis() / 1e3,
                percentiles(JoinTimes::answered),
                percentiles(JoinTimes::connected),
                percentiles(JoinTimes::firstMedia),
                heapBefore,
                heapAfter);
    }

    private String percentiles(Function<JoinTimes, Duration> time) {
        List<Duration> sorted = times.stream().map(time).sorted().toList();
        return String.format(
                "p50 %d p95 %d ms",
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(sorted.size() * 95 / 100).toMillis());
    }
}
