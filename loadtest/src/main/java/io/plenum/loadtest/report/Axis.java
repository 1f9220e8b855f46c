package io.plenum.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A vertical scale with round marks: where a value stands, from 0 at the bottom to 1 at the top.
final class Axis {
    private static final int ABOUT_MARKS = 4;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    private final boolean logarithmic;
    private final double low;
    private final double high;
    private final List<Double> marks = new ArrayList<>();

    private Axis(boolean logarithmic, double low, double high) {
        this.logarithmic = logarithmic;
        this.low = low;
        this.high = high;
    }

    /// From zero; to one where there is nothing but zeros.
    static Axis linear(double highestValue) {
        double highest = highestValue > 0 ? highestValue : 1;
        double rough = highest / ABOUT_MARKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * 10;
        for (double round : ROUND) {
            if (power * round >= rough) {
                step = power * round;
                break;
            }
        }
        Axis axis = new Axis(false, 0, step * Math.max(1, Math.ceil(highest / step)));
        for (double mark = 0; mark <= axis.high + step / 2; mark += step) {
            axis.marks.add(mark);
        }
        return axis;
    }

    /// Whole powers of ten around the values: for latencies, whose tail is what counts.
    static Axis logarithmic(double lowest, double highest) {
        int from = (int) Math.floor(Math.log10(lowest));
        int to = Math.max(from + 1, (int) Math.ceil(Math.log10(Math.max(highest, lowest))));
        Axis axis = new Axis(true, from, to);
        for (int power = from; power <= to; power++) {
            axis.marks.add(Math.pow(10, power));
        }
        return axis;
    }

    double place(double value) {
        double scaled = logarithmic ? Math.log10(Math.max(value, Math.pow(10, low))) : value;
        return Math.clamp((scaled - low) / (high - low), 0, 1);
    }

    List<Double> marks() {
        return List.copyOf(marks);
    }

    /// Without digits that say nothing.
    static String label(double value) {
        if (value == 0 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        String digits = String.format(Locale.ROOT, "%.3f", value);
        return digits.replaceFirst("0+$", "");
    }
}
