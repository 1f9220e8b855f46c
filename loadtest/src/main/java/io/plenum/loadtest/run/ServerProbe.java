package io.plenum.loadtest.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A look at the server's process from outside.
@FunctionalInterface
public interface ServerProbe {
    ServerProbe NONE = () -> CompletableFuture.completedFuture(Optional.empty());

    /// Keeps nobody waiting, and is done within seconds, whatever the server does: empty when the process cannot be
    /// seen (any more).
    CompletableFuture<Optional<ServerReading>> look();
}
