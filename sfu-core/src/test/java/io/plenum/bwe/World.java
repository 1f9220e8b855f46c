package io.plenum.bwe;

import java.util.Comparator;
import java.util.PriorityQueue;

/// A virtual clock: whatever is due first happens first.
final class World {
    private record Event(long at, long order, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long order;
    private long now;

    long now() {
        return now;
    }

    void at(long time, Runnable action) {
        events.add(new Event(Math.max(time, now), order++, action));
    }

    void after(long nanos, Runnable action) {
        at(now + nanos, action);
    }

    void every(long nanos, Runnable action) {
        after(nanos, () -> {
            action.run();
            every(nanos, action);
        });
    }

    void runUntil(long time) {
        for (Event next = events.peek(); next != null && next.at() <= time; next = events.peek()) {
            events.remove();
            now = next.at();
            next.action().run();
        }
        now = time;
    }
}
