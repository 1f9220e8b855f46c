package io.plenum.transport.loop;

import io.plenum.stats.Timing;
import io.plenum.stats.Timings;
import io.plenum.transport.demux.RateLimit;
import io.plenum.transport.udp.UdpPoller;
import io.plenum.transport.udp.UdpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One platform thread that runs a [LoopWork] for ever: the mailbox, a turn, then waiting for a datagram, for
/// mail or for the time the turn asked for; where it has much to do, after a rest.
public final class EventLoop {
    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());

    /// A loop that has nothing to do looks up this often all the same.
    private static final long MAX_WAIT_NANOS = 1_000_000_000;

    /// After a turn that failed, so that one that fails each time does not take the whole processor.
    private static final long RETRY_NANOS = 10_000_000L;

    private static final int FAILURES_LOGGED_PER_SECOND = 1;
    private static final int FAILURES_LOGGED_AT_ONCE = 10;

    private final UdpPoller poller;
    private final Timings timings;
    private final TurnSpacing spacing;
    private final Mailbox mailbox;
    private final String name;
    private final List<UdpPort> ready = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    /// Whether a wake-up is under way: the poller is woken once per wait, not once per message.
    private final AtomicBoolean woken = new AtomicBoolean();

    private final RateLimit failureLog = new RateLimit(FAILURES_LOGGED_PER_SECOND, FAILURES_LOGGED_AT_ONCE);

    private final BusyMeter busy = new BusyMeter(0);
    private volatile boolean running = true;
    private volatile @Nullable Thread thread;

    public EventLoop(String name, UdpPoller poller, int queueCapacity, Timings timings, TurnSpacing spacing) {
        this.poller = poller;
        this.spacing = spacing;
        this.timings = timings;
        this.mailbox = new Mailbox(queueCapacity);
        this.name = name;
    }

    public void start(LoopWork work) {
        Thread started = Thread.ofPlatform().name(name).daemon(true).unstarted(() -> run(work));
        thread = started;
        started.start();
    }

    /// Monotonic, and 0 when the loop was made.
    public long now() {
        return System.nanoTime() - startNanos;
    }

    public boolean inLoop() {
        return Thread.currentThread().equals(thread);
    }

    /// Asks for work that may be refused; false when the queue is full.
    public boolean offer(Runnable task) {
        return mailbox.offer(task) && (inLoop() || wake());
    }

    /// Asks for work that must be done. False only when the loop has ended.
    public boolean post(Runnable task) {
        boolean inLoop = inLoop();
        return mailbox.post(task, inLoop) && (inLoop || wake());
    }

    /// How much of its time the loop works, lately: 0 to 1. May be asked on any thread.
    public double busy() {
        return busy.share();
    }

    /// Lets the next turn begin without waiting for a datagram; a rest is not cut short. May be called on any thread.
    public boolean wake() {
        if (!woken.getAndSet(true)) {
            poller.wakeup();
        }
        return true;
    }

    /// Ends the loop after what is in the queue, and waits for its end.
    public void close() {
        post(() -> running = false);
        Thread started = thread;
        boolean interrupted = false;
        while (started != null && started.isAlive()) {
            try {
                started.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(LoopWork work) {
        try {
            while (running) {
                turn(work);
            }
        } finally {
            mailbox.close();
            mailbox.run();
            work.stopped();
            poller.flush();
            poller.close();
        }
    }

    private void turn(LoopWork work) {
        long now = now();
        woken.set(false);
        runMail();
        long deadline = turnGuarded(work, now);
        poller.flush();
        long done = now();
        busy.worked(now, done);
        long wait = mailbox.isEmpty() ? Math.clamp(deadline - done, 0, MAX_WAIT_NANOS) : 0;
        long rested = rest(spacing.restNanos(busy.share(), done - now, wait), done);
        await(Math.max(0, wait - rested));
        long late = wait == 0 ? 0 : now() - done - wait;
        timings.record(Timing.LOOP_LAG, Math.max(done - now + rested, late));
    }

    /// The last guard: a turn that fails is not the end of everybody on this loop. What waits in a socket is
    /// read in the
    /// next one.
    private long turnGuarded(LoopWork work, long now) {
        try {
            return work.turn(ready, now);
        } catch (RuntimeException e) {
            if (failureLog.allows(now)) {
                LOG.log(Level.ERROR, name + ": a turn failed", e);
            }
            return now + RETRY_NANOS;
        }
    }

    /// Lets what comes next gather, mail as well; returns for how long.
    private long rest(long nanos, long done) {
        if (nanos == 0) {
            return 0;
        }
        LockSupport.parkNanos(nanos);
        return now() - done;
    }

    private void await(long nanos) {
        ready.clear();
        try {
            poller.await(nanos, ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A task that fails is a bug in one place; everybody else on this loop goes on.
    private void runMail() {
        try {
            mailbox.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, name + ": a task failed", e);
        }
    }
}
