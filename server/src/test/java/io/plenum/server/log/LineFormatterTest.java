package io.plenum.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFormatterTest {
    private final LineFormatter formatter = new LineFormatter(ZoneOffset.UTC);

    @Test
    void aFactIsOneLine() {
        assertEquals("07:41:12.123 INFO  server.Main: ready\n", formatter.format(entry(Level.INFO, "ready")));
    }

    @Test
    void inputInAMessageCannotForgeALine() {
        String line = formatter.format(entry(Level.WARNING, "name: a\n07:41:12.123 ERROR b\u001b[31m"));
        assertEquals(1, line.lines().count());
        assertTrue(line.chars().allMatch(c -> c == '\n' || c >= ' '), line);
    }

    @Test
    void aVeryLongMessageIsCut() {
        assertTrue(formatter.format(entry(Level.INFO, "x".repeat(1_000_000))).length() < 5_000);
    }

    @Test
    void aFailureComesWithItsTrace() {
        LogRecord entry = entry(Level.SEVERE, "broken");
        entry.setThrown(new IllegalStateException("because"));
        String text = formatter.format(entry);
        assertTrue(text.startsWith("07:41:12.123 ERROR server.Main: broken\n"), text);
        assertTrue(text.contains("IllegalStateException: because"), text);
    }

    private static LogRecord entry(Level level, String message) {
        LogRecord entry = new LogRecord(level, message);
        entry.setLoggerName("io.plenum.server.Main");
        entry.setInstant(Instant.parse("2026-11-21T07:41:12.123Z"));
        return entry;
    }
}
