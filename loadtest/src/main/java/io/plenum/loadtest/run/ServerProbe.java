package io.plenum.loadtest.run;

import java.util.Optional;

/// A look at the server's process from outside.
@FunctionalInterface
public interface ServerProbe {
    ServerProbe NONE = Optional::empty;

    /// Empty when the process cannot be seen (any more).
    Optional<ServerReading> read();
}
