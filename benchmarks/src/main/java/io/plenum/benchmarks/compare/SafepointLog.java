package io.plenum.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a Java machine stopped all its threads at worst, by its own log: for the collector or anything else.
final class SafepointLog implements Watch {
    /// From the wish to stop until all go on, in a line of the log.
    private static final Pattern TOTAL = Pattern.compile("Total:\\s+(\\d+) ns");

    private static final double NANOS_PER_MILLI = 1e6;

    private final Path log;
    private long from;
    private long to;

    /// @param log of [#option]
    SafepointLog(Path log) {
        this.log = log;
    }

    /// What makes a Java machine write this log; it is as short as that of an idle one, not cut into several files.
    String option() {
        return "-Xlog:safepoint:file=" + log + ":uptime:filecount=0";
    }

    @Override
    public void begin() {
        from = length();
    }

    @Override
    public void end() {
        to = length();
    }

    private long length() {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<Figure, Double> figures(long packets) {
        try {
            String text = Files.readString(log).substring((int) from, (int) to);
            return Map.of(Figure.STOP_MILLIS, longestNanos(text) / NANOS_PER_MILLI);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// 0 when it never stopped.
    static long longestNanos(String text) {
        long longest = 0;
        for (Matcher each = TOTAL.matcher(text); each.find(); ) {
            longest = Math.max(longest, Long.parseLong(each.group(1)));
        }
        return longest;
    }
}
