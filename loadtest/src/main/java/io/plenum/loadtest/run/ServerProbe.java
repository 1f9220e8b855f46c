package io.plenum.loadtest.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A look at the server's process from outside.
public interface ServerProbe {
    ServerProbe NONE = blind("nobody looks at it");

    /// Keeps nobody waiting, and is done within seconds, whatever the server does: empty when the process cannot be
    /// seen (any more).
    CompletableFuture<Optional<ServerReading>> look();

    /// Whom it looks at, or why at nobody, for people.
    String name();

    /// Sees nothing.
    static ServerProbe blind(String why) {
        return new ServerProbe() {
            @Override
            public CompletableFuture<Optional<ServerReading>> look() {
                return CompletableFuture.completedFuture(Optional.empty());
            }

            @Override
            public String name() {
                return why;
            }
        };
    }
}
