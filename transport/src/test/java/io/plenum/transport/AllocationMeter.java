package io.plenum.transport;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// How many bytes a thread makes of what it does again and again.
public final class AllocationMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// While the compilers are at work, code makes objects that it does not make later. They are done with what is at
    /// issue here after some of these windows.
    private static final int WINDOWS = 40;

    private AllocationMeter() {}

    /// A thing that is done many times at once.
    @FunctionalInterface
    public interface Window {
        /// Gives how often it was done.
        long run() throws Exception;
    }

    /// Bytes per time in the steady state: in the better half of the windows.
    public static double bytesEach(Thread thread, Window window) throws Exception {
        double[] each = new double[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            long before = THREADS.getThreadAllocatedBytes(thread.threadId());
            long times = window.run();
            each[i] = (double) (THREADS.getThreadAllocatedBytes(thread.threadId()) - before) / times;
        }
        Arrays.sort(each);
        return each[WINDOWS / 4];
    }
}
