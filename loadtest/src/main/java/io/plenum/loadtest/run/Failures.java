package io.plenum.loadtest.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who failed, counted by reasons: a thousand who fail do so for few of them. May be told by any thread.
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
    private int count;

    synchronized void note(String name, String reason) {
        count++;
        if (byReason.containsKey(reason) || byReason.size() < REASONS_KEPT) {
            byReason.merge(reason, new Failed(name, 1), Failed::plus);
        }
    }

    synchronized int count() {
        return count;
    }

    /// In words.
    synchronized List<String> reasons() {
        return byReason.entrySet().stream()
                .map(entry -> entry.getValue().because(entry.getKey()))
                .toList();
    }
}
