package io.plenum.server.threads;

import io.plenum.transport.loop.KernelThreads;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Threads that only look now and then whether something is to be done, for as long as the process lives.
/// ZGC's director looks 100 times a second, which no option changes, and which is a twentieth and more of
/// what a small meeting takes of a processor.
///
/// Linux may wake up a thread that waits for a time later by the thread's timer slack, together with
/// whatever else wakes the processor: 50 µs, unless somebody says otherwise, which takes CAP_SYS_NICE for
/// threads other than one's own (proc_pid_timerslack_ns(5)).
public final class Housekeepers {
    private static final System.Logger LOG = System.getLogger(Housekeepers.class.getName());

    /// As Linux cuts their names. None of them makes others, which would inherit its slack.
    private static final List<String> THREADS =
            List.of("ZDirector", "ZStat", "VM Periodic Tas", "Monitor Deflati", "vertx-blocked-t");

    /// With it the director still looks 16 times a second, or oftener. It is in no hurry: 50 joins a second
    /// leave some 40 MB of garbage in a second, so 2 MB in this time, and there is room for 64 MB at least
    /// between two collections (`YoungRoom`), below a bound that is a soft one. The others look every 50 ms
    /// or every second.
    static final Duration SLACK = Duration.ofMillis(50);

    private Housekeepers() {}

    /// Lets those that there are now be late, where that is permitted; nothing depends on it.
    public static void mayBeLate() {
        if (!KernelThreads.areListed()) {
            return;
        }
        AtomicInteger slackened = new AtomicInteger();
        KernelThreads.named(THREADS, thread -> slackened.addAndGet(slacken(thread) ? 1 : 0));
        if (slackened.get() > 0) {
            LOG.log(
                    Level.INFO,
                    "housekeeping of the Java machine may be " + SLACK.toMillis()
                            + " ms late, and wakes up less often");
        } else {
            LOG.log(
                    Level.DEBUG,
                    "housekeeping of the Java machine keeps its timers: to change them takes CAP_SYS_NICE");
        }
    }

    /// False when the kernel refuses.
    private static boolean slacken(int thread) {
        try {
            Files.writeString(slackOf(thread), Long.toString(SLACK.toNanos()), StandardOpenOption.WRITE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Each thread has a folder of its own in /proc, although only those of processes are listed there.
    static Path slackOf(int thread) {
        return Path.of("/proc", Integer.toString(thread), "timerslack_ns");
    }
}
