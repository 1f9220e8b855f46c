package io.plenum.transport.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.stats.Counters;
import io.plenum.stats.Timings;
import io.plenum.transport.udp.UdpIo;
import io.plenum.transport.udp.UdpPollers;
import io.plenum.transport.udp.UdpPort;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private static final int TURNS = 3;

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

    @Test
    void aTurnThatFailsIsFollowedByAnother() throws IOException, InterruptedException {
        EventLoop loop = new EventLoop("loop", UdpPollers.open("loop", UdpIo.AUTO, new Counters()), 10, new Timings());
        Failing work = new Failing();
        loop.start(work);
        assertTrue(work.turns.await(20, TimeUnit.SECONDS), "the loop has ended");
        loop.close();
        assertTrue(work.stopped.await(20, TimeUnit.SECONDS), "and its work was told");
    }
}
