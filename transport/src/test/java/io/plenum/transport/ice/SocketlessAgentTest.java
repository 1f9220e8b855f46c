package io.plenum.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ice4j.stack.ExternalIoStunStack;
import org.ice4j.util.PeriodicRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SocketlessAgentTest {
    private static final int PACE_MILLIS = 5;
    private static final int PATIENCE_SECONDS = 20;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final SocketlessAgent agent = new SocketlessAgent(new ExternalIoStunStack((stun, from, to) -> {}));

    @BeforeAll
    static void warmUp() {
        Ice.warmUp();
    }

    @AfterEach
    void end() {
        timer.shutdownNow();
        executor.shutdownNow();
    }

    /// What looks for something to check, with the agent freed at the worst of all times: between the question whether
    /// to go on and the next look. It is called off as ice4j does it.
    private final class Look extends PeriodicRunnable {
        private final CountDownLatch ended = new CountDownLatch(1);
        private boolean first = true;
        private int looks;

        Look() {
            super(timer, executor);
        }

        @Override
        protected Duration getDelayUntilNextRun() {
            if (first) {
                first = false;
                return Duration.ZERO;
            }
            Duration delay = Duration.ofMillis(agent.calculateTa());
            if (delay.isNegative()) {
                ended.countDown();
            } else {
                agent.free();
                cancel();
            }
            return delay;
        }

        @Override
        protected void run() {
            looks++;
        }
    }

    @Test
    void whatItPacesEndsWhenItIsFreedInTheMiddle() throws InterruptedException {
        agent.setTa(PACE_MILLIS);
        Look look = new Look();
        look.schedule();
        assertTrue(look.ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "it looks for ever");
        assertEquals(2, look.looks, "the one that was under way when it was called off, and one that came too late");
    }

    @Test
    void untilThenItKeepsItsPace() {
        agent.setTa(PACE_MILLIS);
        assertEquals(PACE_MILLIS, agent.calculateTa());
        agent.free();
    }
}
