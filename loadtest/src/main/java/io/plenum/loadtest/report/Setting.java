package io.plenum.loadtest.report;

import java.util.Map;

/// What a result does not know of its run.
///
/// @param target the addresses that were tested, by the options they were given with
/// @param recordings the files that were played, likewise
/// @param threads of the tool's own, for media
public record Setting(Map<String, String> target, Map<String, String> recordings, int threads) {
    public Setting {
        target = Map.copyOf(target);
        recordings = Map.copyOf(recordings);
    }
}
