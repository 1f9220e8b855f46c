package io.plenum.transport.ice;

import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ice4j.ice.Agent;

/// What ice4j means to do later, for all sessions of the process.
public final class IceTimers {
    /// Longer than the slowest pace of checks, which is a second. What is called off late (the keeping alive of a
    /// session) comes once more after 15 s, and then no more.
    private static final long SOON_SECONDS = 3;

    private IceTimers() {}

    /// What it looks after, again and again.
    public static long soon() {
        return TaskPools.pool(Agent.class, "agentTasksScheduler").getQueue().stream()
                .filter(task -> !((Future<?>) task).isCancelled())
                .filter(task -> ((Delayed) task).getDelay(TimeUnit.SECONDS) < SOON_SECONDS)
                .count();
    }
}
