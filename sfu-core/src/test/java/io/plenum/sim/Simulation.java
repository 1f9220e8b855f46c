package io.plenum.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/// Virtual time: the earliest task first, those of the same moment in the order they were asked for.
public final class Simulation {
    private record Task(long atNanos, long order, Runnable action) {}

    private final long seed;
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::order));
    private long nowNanos;
    private long order;

    public Simulation(long seed) {
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    public long nowNanos() {
        return nowNanos;
    }

    /// A generator of its own for each name: what one part draws does not change what another gets.
    public Random random(String name) {
        return new Random(seed * 0x9E37_79B9_7F4A_7C15L + name.hashCode());
    }

    /// A moment that has passed means now.
    public void at(long atNanos, Runnable action) {
        tasks.add(new Task(Math.max(atNanos, nowNanos), order++, action));
    }

    public void runUntil(long untilNanos) {
        for (Task task = tasks.peek(); task != null && task.atNanos() <= untilNanos; task = tasks.peek()) {
            tasks.remove();
            nowNanos = task.atNanos();
            task.action().run();
        }
        nowNanos = untilNanos;
    }

    /// A deadline that can be moved; at most one is pending.
    public Timer timer(Runnable action) {
        return new Timer(action);
    }

    public final class Timer {
        private final Runnable action;
        private long deadlineNanos = Long.MAX_VALUE;

        private Timer(Runnable action) {
            this.action = action;
        }

        /// `Long.MAX_VALUE` = never.
        public void set(long atNanos) {
            if (atNanos == deadlineNanos) {
                return;
            }
            deadlineNanos = atNanos;
            if (atNanos != Long.MAX_VALUE) {
                at(atNanos, () -> fire(atNanos));
            }
        }

        private void fire(long atNanos) {
            if (deadlineNanos == atNanos) {
                deadlineNanos = Long.MAX_VALUE;
                action.run();
            }
        }
    }
}
