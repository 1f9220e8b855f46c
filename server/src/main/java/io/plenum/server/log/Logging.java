package io.plenum.server.log;

import java.time.ZoneId;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// Sets up java.util.logging for the whole process.
public final class Logging {
    /// The ICE library logs each agent's password at INFO; the others are talkative about things that we report.
    private static final List<String> QUIET =
            List.of("org.ice4j", "org.jitsi", "io.netty", "io.vertx", "org.bouncycastle");

    /// Held, because java.util.logging holds loggers only weakly and would forget their levels.
    private static final List<Logger> QUIETED =
            QUIET.stream().map(Logger::getLogger).toList();

    private Logging() {}

    /// @param level what is shown of our own messages
    public static void start(Level level) {
        LogManager.getLogManager().reset();
        Handler console = new ConsoleHandler();
        console.setFormatter(new LineFormatter(ZoneId.systemDefault()));
        console.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(console);
        root.setLevel(level);
        QUIETED.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
