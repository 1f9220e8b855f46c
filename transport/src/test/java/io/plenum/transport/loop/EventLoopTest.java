package io.plenum.transport.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.stats.Counters;
import io.plenum.stats.Timings;
import io.plenum.transport.udp.UdpPoller;
import io.plenum.transport.udp.UdpPollers;
import io.plenum.transport.udp.UdpPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private static final int TURNS = 3;

    /// A machine that is busy with something else makes turns late as well, but not so many one after the other.
    private static final int IN_A_ROW = 50;

    /// Turns, of a millisecond each. A loop is known to be busy after some hundred.
    private static final int PATIENCE = 2_000;

    /// Fails each time.
    private static final class Failing implements LoopWork {
        private final CountDownLatch turns = new CountDownLatch(TURNS);
        private final CountDownLatch stopped = new CountDownLatch(1);

        @Override
        public long turn(List<UdpPort> ready, long nowNanos) {
            turns.countDown();
            throw new IllegalStateException("the bug this test is about");
        }

        @Override
        public void stopped() {
            stopped.countDown();
        }
    }

    /// Each turn takes 0.3 ms and asks for the next one in a second.
    private static final class Busy implements LoopWork {
        static final long TURN_NANOS = 300_000L;
        static final long NEXT_NANOS = 1_000_000_000L;

        @Override
        public long turn(List<UdpPort> ready, long nowNanos) {
            long end = System.nanoTime() + TURN_NANOS;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            return nowNanos + NEXT_NANOS;
        }

        @Override
        public void stopped() {}
    }

    /// Has always something to read, and keeps for how long it would have waited for that.
    private static final class Ready implements UdpPoller {
        private final BlockingQueue<Long> waits = new LinkedBlockingQueue<>();

        @Override
        public UdpPort bind(InetSocketAddress address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void await(long nanos, List<UdpPort> ready) {
            waits.add(nanos);
        }

        /// How many turns in a row began at the full distance, when that was so for the first time.
        int restful(int turns) throws InterruptedException {
            int inARow = 0;
            for (int turn = 0; turn < PATIENCE && inARow < turns; turn++) {
                Long wait = waits.poll(20, TimeUnit.SECONDS);
                boolean rested = wait != null && wait <= Busy.NEXT_NANOS - TurnSpacing.WHEN_BUSY.mostNanos();
                inARow = rested ? inARow + 1 : 0;
            }
            return inARow;
        }

        @Override
        public void flush() {}

        @Override
        public void countOverflow() {}

        @Override
        public int fullness() {
            return -1;
        }

        @Override
        public void wakeup() {}

        @Override
        public void close(UdpPort port) {}

        @Override
        public void close() {}
    }

    @Test
    void aLoopThatHasMuchToDoLetsItGather() throws InterruptedException {
        Ready poller = new Ready();
        EventLoop loop = new EventLoop("loop", poller, 10, new Timings(), TurnSpacing.WHEN_BUSY);
        loop.start(new Busy());
        assertEquals(IN_A_ROW, poller.restful(IN_A_ROW));
        CountDownLatch mail = new CountDownLatch(1);
        loop.post(mail::countDown);
        assertTrue(mail.await(20, TimeUnit.SECONDS), "mail is served all the same");
        loop.close();
    }

    @Test
    void anotherOneGoesForItAtOnce() throws InterruptedException {
        Ready poller = new Ready();
        EventLoop loop = new EventLoop("loop", poller, 10, new Timings(), TurnSpacing.NONE);
        loop.start(new Busy());
        assertTrue(poller.restful(IN_A_ROW) < IN_A_ROW);
        loop.close();
    }

    @Test
    void aTurnThatFailsIsFollowedByAnother() throws IOException, InterruptedException {
        EventLoop loop =
                new EventLoop("loop", UdpPollers.automatic().open(new Counters()), 10, new Timings(), TurnSpacing.NONE);
        Failing work = new Failing();
        loop.start(work);
        assertTrue(work.turns.await(20, TimeUnit.SECONDS), "the loop has ended");
        loop.close();
        assertTrue(work.stopped.await(20, TimeUnit.SECONDS), "and its work was told");
    }
}
