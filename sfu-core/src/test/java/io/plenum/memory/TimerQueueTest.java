package io.plenum.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerQueueTest {
    private final TimerQueue<String> queue = new TimerQueue<>();
    private final TimerQueue.Timer<String> ann = new TimerQueue.Timer<>("ann");
    private final TimerQueue.Timer<String> bob = new TimerQueue.Timer<>("bob");

    @Test
    void anEmptyQueueIsNeverDue() {
        assertEquals(TimerQueue.NEVER, queue.next());
        assertNull(queue.pollDue(Long.MAX_VALUE));
    }

    @Test
    void theEarlierOneComesFirst() {
        queue.set(ann, 20);
        queue.set(bob, 10);
        assertEquals(10, queue.next());
        assertNull(queue.pollDue(9));
        assertEquals("bob", queue.pollDue(10));
        assertEquals(20, queue.next());
    }

    @Test
    void aDeadlineMovesBothWaysAndAway() {
        queue.set(ann, 20);
        queue.set(bob, 10);
        queue.set(ann, 5);
        assertEquals(5, queue.next());
        queue.set(ann, 30);
        assertEquals(10, queue.next());
        queue.set(bob, TimerQueue.NEVER);
        assertEquals(30, queue.next());
        assertEquals(1, queue.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theNextIsAlwaysTheEarliest(long seed) {
        Random random = new Random(seed);
        List<TimerQueue.Timer<String>> timers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            timers.add(new TimerQueue.Timer<>("timer " + i));
        }
        for (int i = 0; i < 5_000; i++) {
            TimerQueue.Timer<String> timer = timers.get(random.nextInt(timers.size()));
            queue.set(timer, random.nextInt(5) == 0 ? TimerQueue.NEVER : random.nextInt(1_000));
            long earliest =
                    timers.stream().mapToLong(TimerQueue.Timer::deadline).min().orElseThrow();
            assertEquals(earliest, queue.next(), "seed " + seed);
        }
    }
}
