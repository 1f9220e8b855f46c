package io.plenum.server.config;

/// What there is of a machine, and how much of it a server takes when nobody says.
///
/// @param processors that the process may use
record Machine(int processors) {
    /// As many shards carry some 10 Gbit/s, and each is a port to open.
    private static final int MOST_SHARDS = 16;

    static Machine here() {
        return new Machine(Runtime.getRuntime().availableProcessors());
    }

    int shards() {
        return Math.min(processors, MOST_SHARDS);
    }
}
