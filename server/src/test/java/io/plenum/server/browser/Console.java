package io.plenum.server.browser;

import java.util.ArrayList;
import java.util.List;

/// The last lines that a page has written to its console, for the messages of failing tests.
final class Console {
    private static final int KEPT_LINES = 100;

    private final List<String> lines = new ArrayList<>();

    synchronized void add(String line) {
        if (lines.size() == KEPT_LINES) {
            lines.removeFirst();
        }
        lines.add(line);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
