package io.plenum.loadtest.crowd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.media.Roster;
import io.plenum.loadtest.media.Tally;
import io.plenum.sim.PublisherOptions;
import io.plenum.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A packet's time begins when it leaves: it does not wait until the loop has looked after everybody.
class DepartureTest {
    private static final long PATIENCE_SECONDS = 20;
    private static final Seat SEAT = Seat.of("room", "ann", PublisherOptions.PERSON.sending(true, false), 0, 0, 1);

    private final ShardVenue server;
    private final CrowdLoop loop;

    DepartureTest() throws IOException {
        server = new ShardVenue();
        loop = CrowdLoop.start("crowd", DtlsIdentity.create());
    }

    @AfterEach
    void close() {
        loop.close();
        server.close();
    }

    @Test
    void whatSomebodySendsIsAtTheServerBeforeTheLoopsTurnEnds() throws Exception {
        try (Ways straight = new Ways(1)) {
            Tally tally = new Tally();
            Participant ann = new Participant(SEAT, loop, straight, tally, new Roster().enter());
            ann.join(server.open(SEAT));
            ann.connected().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertTrue(loop.ask(() -> speaks(ann, tally) && isHeard()).get());
        }
    }

    /// The loop does not advance her by itself: she is not among those whom it knows.
    private boolean speaks(Participant ann, Tally tally) {
        return soon(() -> {
            ann.advance(loop.now());
            return tally.take().sent() > 0;
        });
    }

    private boolean isHeard() {
        return soon(() -> server.packets() > 0);
    }

    /// In the middle of a turn of the loop, which goes on when this returns.
    private static boolean soon(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }
}
