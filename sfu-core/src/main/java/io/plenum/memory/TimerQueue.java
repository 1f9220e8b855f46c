package io.plenum.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Who is due next: a binary heap of timers that know their place in it, so that moving one costs O(log n) and
/// nothing is allocated.
public final class TimerQueue<T> {
    /// A deadline that never comes.
    public static final long NEVER = Long.MAX_VALUE;

    private static final int INITIAL_CAPACITY = 16;

    private @Nullable Timer<T>[] heap = emptyHeap(INITIAL_CAPACITY);
    /// The deadline of each, side by side: to compare them one by one in their timers is to fetch each from memory.
    private long[] deadlines = new long[INITIAL_CAPACITY];
    private int size;

    /// One deadline of one owner, in one queue at a time.
    public static final class Timer<T> {
        private final T owner;
        private long deadline = NEVER;
        private int index = -1;

        public Timer(T owner) {
            this.owner = owner;
        }

        public long deadline() {
            return deadline;
        }
    }

    /// Moves the timer; [#NEVER] takes it out.
    public void set(Timer<T> timer, long deadline) {
        if (deadline == timer.deadline) {
            return;
        }
        timer.deadline = deadline;
        if (deadline == NEVER) {
            remove(timer);
        } else if (timer.index < 0) {
            insert(timer);
        } else {
            settle(timer);
        }
    }

    /// The earliest deadline, [#NEVER] when there is none.
    public long next() {
        return size == 0 ? NEVER : deadlines[0];
    }

    public int size() {
        return size;
    }

    /// Takes out the owner that has been due longest; null when nobody is due.
    public @Nullable T pollDue(long nowNanos) {
        if (next() > nowNanos || size == 0) {
            return null;
        }
        Timer<T> first = at(0);
        set(first, NEVER);
        return first.owner;
    }

    private void insert(Timer<T> timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
            deadlines = Arrays.copyOf(deadlines, 2 * size);
        }
        place(timer, size++);
        settle(timer);
    }

    private void remove(Timer<T> timer) {
        int hole = timer.index;
        Timer<T> last = at(--size);
        heap[size] = null;
        timer.index = -1;
        if (last != timer) {
            place(last, hole);
            settle(last);
        }
    }

    private void settle(Timer<T> timer) {
        int index = timer.index;
        long deadline = timer.deadline;
        while (index > 0 && deadline < deadlines[(index - 1) / 2]) {
            place(at((index - 1) / 2), index);
            index = (index - 1) / 2;
        }
        while (earlierChild(index) > 0 && deadlines[earlierChild(index)] < deadline) {
            int child = earlierChild(index);
            place(at(child), index);
            index = child;
        }
        place(timer, index);
    }

    /// 0 when there is no child.
    private int earlierChild(int index) {
        int left = 2 * index + 1;
        if (left >= size) {
            return 0;
        }
        boolean rightIsEarlier = left + 1 < size && deadlines[left + 1] < deadlines[left];
        return rightIsEarlier ? left + 1 : left;
    }

    private void place(Timer<T> timer, int index) {
        heap[index] = timer;
        deadlines[index] = timer.deadline;
        timer.index = index;
    }

    private Timer<T> at(int index) {
        Timer<T> timer = heap[index];
        if (timer == null) {
            throw new IllegalStateException("hole in the heap at " + index);
        }
        return timer;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays
    private static <T> @Nullable Timer<T>[] emptyHeap(int capacity) {
        return new @Nullable Timer[capacity];
    }
}
