package io.plenum.server.log;

import java.util.logging.LogManager;

/// The stock manager closes the log in a shutdown hook of its own, beside the one that ends the server: what ends badly
/// would end silently. This one leaves it open. It is chosen by the system property `java.util.logging.manager`.
public final class LastingLogManager extends LogManager {
    @Override
    public void reset() {
        // See above. Nobody else here needs it: Logging replaces the handlers itself.
    }
}
