package io.plenum.server;

import java.lang.System.Logger.Level;
import java.time.Duration;

/// Ends the server when the process is asked to end, and then the process: in time, and with a code that says how.
final class Shutdown implements Runnable {
    /// Kubernetes kills after 30 s by default, people lose patience earlier; telling everybody takes milliseconds.
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final int IN_ORDER = 0;
    private static final int OUT_OF_TIME = 1;
    private static final System.Logger LOG = System.getLogger(Shutdown.class.getName());

    private final PlenumServer server;

    Shutdown(PlenumServer server) {
        this.server = server;
    }

    /// Runs as a shutdown hook. The process would end with the signal's number; an end in order is a success.
    @Override
    public void run() {
        LOG.log(Level.INFO, "shutting down");
        Runtime.getRuntime().halt(close() ? IN_ORDER : OUT_OF_TIME);
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
