package io.plenum.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What reading costs in memory: a few bytes from the network must never become many on the heap.
final class Memory {
    /// What a reader and its buffers take.
    private static final long FREE = 64 * 1024;

    private static final long PER_BYTE = 256;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Memory() {}

    /// Reads twice: the first time classes are loaded, and under the fuzzer changed.
    static void bounded(int input, Runnable reading) {
        reading.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        reading.run();
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (taken > FREE + PER_BYTE * input) {
            throw new AssertionError(taken + " bytes of memory for " + input + " bytes");
        }
    }
}
