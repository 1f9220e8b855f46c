package io.plenum.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/// `07:41:12.123 INFO  server.Main: ready` and, only where there is one, the stack trace below it.
final class LineFormatter extends Formatter {
    /// Longer lines are somebody's input echoed back.
    private static final int MAX_MESSAGE = 4_000;

    private static final String OUR_PREFIX = "io.plenum.";

    private final DateTimeFormatter time;

    LineFormatter(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(zone);
    }

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder(160)
                .append(time.format(entry.getInstant()))
                .append(' ')
                .append(level(entry.getLevel()))
                .append(' ')
                .append(shortName(entry.getLoggerName()))
                .append(": ")
                .append(oneLine(formatMessage(entry)))
                .append('\n');
        if (entry.getThrown() != null) {
            line.append(stackTrace(entry.getThrown()));
        }
        return line.toString();
    }

    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARN ";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
    }

    private static String shortName(@Nullable String logger) {
        if (logger == null) {
            return "-";
        }
        return logger.startsWith(OUR_PREFIX) ? logger.substring(OUR_PREFIX.length()) : logger;
    }

    /// What a client sent may be in a message: it cannot forge a line of its own, nor fill the disk at once.
    private static String oneLine(@Nullable String message) {
        String text = message == null ? "" : message;
        String cut = text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
        return cut.replaceAll("\\p{Cntrl}", " ");
    }

    private static StringWriter stackTrace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace;
    }
}
