package io.plenum.loadtest.run;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who failed, each once, counted by reasons: a thousand who fail do so for few of them. May be told
/// by any thread.
final class Failures {
    private static final int REASONS_KEPT = 10;

    /// How many failed for the same reason.
    private record Failed(String first, int count) {
        Failed plus(Failed other) {
            return new Failed(first, count + other.count);
        }

        String because(String reason) {
            return first + (count > 1 ? " and " + (count - 1) + " more: " : ": ") + reason;
        }
    }

    private final Map<String, Failed> byReason = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    /// The first reason counts: others follow from it.
    synchronized void note(String name, String reason) {
        if (names.add(name) && (byReason.containsKey(reason) || byReason.size() < REASONS_KEPT)) {
            byReason.merge(reason, new Failed(name, 1), Failed::plus);
        }
    }

    synchronized int count() {
        return names.size();
    }

    synchronized boolean holds(String name) {
        return names.contains(name);
    }

    /// In words.
    synchronized List<String> reasons() {
        return byReason.entrySet().stream()
                .map(entry -> entry.getValue().because(entry.getKey()))
                .toList();
    }
}
