package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

/// Holds a picture to not having frozen.
///
/// What a browser does not send cannot be shown, and a browser that does not run shows nothing: a freeze is excused as
/// far as the machine kept one of the two from running, and by nothing else.
final class Smoothness {
    /// How much longer a freeze looks than the stall behind it: a frame more on either side, at 15 a second.
    private static final long MILLIS_AROUND_A_STALL = 150;

    private Smoothness() {}

    static void assertSmooth(Participant watcher, Participant watched, Observation before, Observation after) {
        String name = watched.name();
        int freezes = after.freezes(name) - before.freezes(name);
        double frozen = after.frozenMillis(name) - before.frozenMillis(name);
        long stalled = watcher.stalledMillisSince(before) + watched.stalledMillisSince(before);
        long excused = stalled == 0 ? 0 : stalled + freezes * MILLIS_AROUND_A_STALL;
        assertTrue(
                freezes == 0 || frozen <= excused,
                () -> watcher + " watching " + name + ": frozen for " + frozen + " ms, stalled for " + stalled + " ms: "
                        + before + " then " + after);
    }
}
