package io.plenum.server;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Ends the server when the process is asked to end, and then the process: in time, and with a code that says how.
final class Shutdown implements Runnable {
    /// Kubernetes kills after 30 s by default, people lose patience earlier; telling everybody takes milliseconds.
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /// Load balancers ask every few seconds whether a server is ready: one that drains is seen to be not.
    private static final Duration VISIBLE = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private static final int IN_ORDER = 0;
    private static final int OUT_OF_TIME = 1;
    private static final System.Logger LOG = System.getLogger(Shutdown.class.getName());

    private final PlenumServer server;
    private final Duration drainTime;

    /// @param drainTime how long meetings may go on
    Shutdown(PlenumServer server, Duration drainTime) {
        this.server = server;
        this.drainTime = drainTime;
    }

    /// Runs as a shutdown hook. The process would end with the signal's number; an end in order is a success.
    @Override
    public void run() {
        LOG.log(Level.INFO, "shutting down");
        drain();
        Runtime.getRuntime().halt(close() ? IN_ORDER : OUT_OF_TIME);
    }

    /// Nobody comes in any more; those who are in have their time, and when they have left there is nothing to wait
    /// for.
    private void drain() {
        if (drainTime.isZero()) {
            return;
        }
        LOG.log(Level.INFO, "draining for up to " + drainTime.toSeconds() + " s");
        server.drain();
        long begun = System.nanoTime();
        while (goesOn(Duration.ofNanos(System.nanoTime() - begun))) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private boolean goesOn(Duration since) {
        boolean somebody = server.meetings().participants() > 0;
        return since.compareTo(drainTime) < 0 && (somebody || since.compareTo(VISIBLE) < 0);
    }

    private boolean close() {
        Thread closing = Thread.ofPlatform().name("closing").daemon(true).start(server::close);
        try {
            if (closing.join(LIMIT)) {
                LOG.log(Level.INFO, "closed");
                return true;
            }
            LOG.log(Level.WARNING, "not closed within " + LIMIT.toSeconds() + " s: ending anyway");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
