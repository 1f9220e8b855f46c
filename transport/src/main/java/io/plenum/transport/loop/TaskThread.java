package io.plenum.transport.loop;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A thread beside an event loop for what may take a while (ice4j, finished DTLS sessions): one, so that tasks follow
/// each other, and with a bounded queue.
public final class TaskThread implements Executor {
    /// A task takes 0.1–1 ms: a few seconds of backlog, beyond which senders have given up anyway.
    private static final int QUEUE_LIMIT = 10_000;

    /// Closing sessions takes microseconds each.
    private static final long CLOSE_SECONDS = 5;

    private final ThreadPoolExecutor executor;

    public TaskThread(String name) {
        executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE_LIMIT),
                work -> Thread.ofPlatform().name(name).daemon(true).unstarted(() -> behindMedia(work)));
    }

    private static void behindMedia(Runnable work) {
        Precedence.rest();
        work.run();
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /// Does what is queued, then ends.
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
