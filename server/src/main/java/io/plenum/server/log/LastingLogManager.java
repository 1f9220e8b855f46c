package io.plenum.server.log;

import java.util.logging.LogManager;

/// The stock manager closes the log in a shutdown hook of its own, beside the one that ends the server: what ends badly
/// would end silently. This one leaves it open.
public final class LastingLogManager extends LogManager {
    /// Makes it the manager; before the first logger is asked for, or it is too late.
    public static void install() {
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
    }

    @Override
    public void reset() {
        // See above. Nobody else here needs it: Logging replaces the handlers itself.
    }
}
