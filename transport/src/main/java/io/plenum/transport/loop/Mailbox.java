package io.plenum.transport.loop;

import java.util.ArrayDeque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// Work for a loop from other threads: one bounded queue, many writers, one reader.
///
/// Work comes in two kinds. What may be refused is [#offer]ed, and refused when three quarters of the queue are full.
/// What must not get lost (a link was opened, its keys are there, it is to be closed) is [#post]ed: it may use the last
/// quarter, and beyond that its thread waits for the loop, which takes milliseconds while the loop lives.
final class Mailbox {
    private static final int RETRY_NANOS = 100_000;

    private final ArrayBlockingQueue<Runnable> queue;
    private final int reserve;
    /// What the loop's own thread posts: it could not wait for itself.
    private final ArrayDeque<Runnable> own = new ArrayDeque<>();
    private volatile boolean closed;

    Mailbox(int capacity) {
        queue = new ArrayBlockingQueue<>(capacity);
        reserve = capacity / 4;
    }

    boolean offer(Runnable work) {
        return !closed && queue.remainingCapacity() > reserve && queue.offer(work);
    }

    /// False when the loop has ended: the work will never be done.
    boolean post(Runnable work, boolean inLoop) {
        if (inLoop) {
            return !closed && own.add(work);
        }
        while (!closed) {
            if (queue.offer(work)) {
                return true;
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
        return false;
    }

    boolean isEmpty() {
        return own.isEmpty() && queue.isEmpty();
    }

    /// Does what is there now, at most as much as fits in the queue, so that work which makes work cannot hold the
    /// loop.
    void run() {
        for (int own = this.own.size(); own > 0; own--) {
            this.own.remove().run();
        }
        for (int waiting = queue.size(); waiting > 0; waiting--) {
            Runnable work = queue.poll();
            if (work == null) {
                return;
            }
            work.run();
        }
    }

    void close() {
        closed = true;
    }
}
