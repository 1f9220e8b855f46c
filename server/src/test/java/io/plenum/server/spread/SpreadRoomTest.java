package io.plenum.server.spread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.SfuSnapshot;
import io.plenum.loadtest.crowd.Crowd;
import io.plenum.loadtest.crowd.MediaReport;
import io.plenum.loadtest.crowd.Participant;
import io.plenum.loadtest.crowd.Seat;
import io.plenum.server.PlenumServer;
import io.plenum.server.support.TestServers;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.Vp8Shape;
import io.plenum.stats.Counter;
import io.plenum.transport.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// People of one meeting whose links are on two shards see and hear each other, and leave nothing behind.
class SpreadRoomTest {
    private static final long SEED = 20_261_121;
    private static final int PEOPLE = 4;
    private static final PublisherOptions PERSON =
            PublisherOptions.PERSON.filming(new Vp8Shape(320, 180, 10, 100_000, 15, 1));

    /// A patience, not a time that anything should take: the machine may be busy.
    private static final long PATIENCE_SECONDS = 120;

    private static final long LOOK_EVERY_NANOS = 50_000_000L;

    /// Enough to have seen frames, gaps and reports.
    private static final int PACKETS_PER_SLOT = 50;

    @Test
    void peopleOnTwoShardsMeet() throws Exception {
        try (PlenumServer server = TestServers.startSpread(2);
                Crowd crowd = Crowd.start(TestServers.signaling(server))) {
            List<Participant> people = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                people.add(crowd.join(
                        Seat.of("spread", "p" + i, PERSON, 3, 3, SEED + i).checking()));
            }
            people.forEach(person -> await(person.joined()));
            for (Shard shard : server.shards()) {
                assertTrue(shard.links() > 0, "a shard has nobody");
                assertEquals(
                        PEOPLE, await(shard.snapshot().toCompletableFuture()).peers());
            }
            waitUntil(() -> people.stream().allMatch(SpreadRoomTest::hasMetTheOthers), "everybody meets everybody");
            for (Participant person : people) {
                MediaReport report = await(person.report());
                assertEquals(List.of(), report.violations());
                assertEquals(0, report.lostForGood());
            }
            for (Shard shard : server.shards()) {
                assertTrue(shard.counters().get(Counter.RELAY_IN) > 0, "nothing came over");
            }
            people.stream().map(Participant::leave).toList().forEach(SpreadRoomTest::await);
            waitUntil(() -> server.shards().stream().allMatch(SpreadRoomTest::isEmpty), "nobody is left");
        }
    }

    private static boolean hasMetTheOthers(Participant person) {
        long playing = await(person.slots()).stream()
                .filter(slot -> slot.packets() >= PACKETS_PER_SLOT)
                .count();
        return playing >= 2 * (PEOPLE - 1);
    }

    private static boolean isEmpty(Shard shard) {
        SfuSnapshot left = shard.snapshot().toCompletableFuture().join();
        return left.equals(new SfuSnapshot(0, 0, 0, 0, 0, 0)) && shard.links() == 0;
    }

    private static void waitUntil(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, "not in time: " + what);
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
