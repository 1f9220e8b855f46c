package io.plenum.server.browser;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for what another process will do, looking again and again, and not for ever.
final class Await {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private Await() {}

    /// Until a time of [System#nanoTime].
    static void time(long nanoTime) {
        while (nanoTime - System.nanoTime() > 0) {
            LockSupport.parkNanos(nanoTime - System.nanoTime());
        }
    }

    /// The first value that is `good`. Fails with the last one seen when there is none within `limit`.
    static <T> T until(String what, Duration limit, Supplier<T> look, Predicate<T> good) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            T seen = look.get();
            if (good.test(seen)) {
                return seen;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + limit.toMillis() + " ms: " + what + "; last seen: " + seen);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
