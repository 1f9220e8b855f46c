package io.plenum.benchmarks.compare;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What another Java process holds on the heap when all garbage has been collected. The resident set goes up and
/// down by tens of megabytes with garbage and compilers; what is kept of guests who have left shows here first.
///
/// To count it stops all threads there for a moment, so it is for trials that do not judge latency.
final class LiveHeap implements Watch {
    /// The last line of a histogram: all instances, and all bytes.
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private static final double MEGA = 1e6;

    private final JavaMachine machine;
    private double before;
    private double after;

    LiveHeap(JavaMachine machine) {
        this.machine = machine;
    }

    @Override
    public void begin() {
        before = megabytes();
    }

    @Override
    public void end() {
        after = megabytes();
    }

    private double megabytes() {
        return bytes(machine.diagnose("gcClassHistogram")) / MEGA;
    }

    /// NaN where the text is no histogram.
    static double bytes(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        return total.find() ? Double.parseDouble(total.group(1)) : Double.NaN;
    }

    @Override
    public Map<Figure, Double> figures(long packets) {
        return Map.of(Figure.LIVE_START_MB, before, Figure.LIVE_END_MB, after);
    }
}
