package io.plenum.server.log;

import java.time.ZoneId;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Sets up java.util.logging for the whole process.
public final class Logging {
    /// Held, because java.util.logging holds loggers only weakly and would forget the level.
    private static final Logger OURS = Logger.getLogger("io.plenum");

    private Logging() {}

    /// @param level what is shown of our own messages; of libraries only warnings are: the ICE library would tell
    ///     passwords, and the others tell what we report ourselves
    public static void start(Level level) {
        Logger root = Logger.getLogger("");
        for (Handler preset : root.getHandlers()) {
            root.removeHandler(preset);
        }
        Handler console = new ConsoleHandler();
        console.setFormatter(new LineFormatter(ZoneId.systemDefault()));
        console.setLevel(Level.ALL);
        root.addHandler(console);
        root.setLevel(Level.WARNING);
        OURS.setLevel(level);
    }
}
