package io.plenum.loadtest.report;

import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/// A plot over time as SVG. Colours come from the page's style sheet, so that they follow its light and dark themes.
final class Plot {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 240;
    private static final int LEFT = 66;
    private static final int RIGHT = 12;
    private static final int TOP = 10;
    private static final int BOTTOM = 26;
    private static final int ABOUT_TIMES = 6;

    /// Marks of the axis of time: seconds, minutes and hours that people count in.
    private static final int[] TIME_STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400};

    private final Formatter svg = new Formatter(Locale.ROOT);
    private final List<Double> times;
    private final Axis axis;
    private final double end;

    private Plot(List<Double> times, Axis axis) {
        this.times = times;
        this.axis = axis;
        this.end = times.isEmpty() ? 1 : times.getLast();
    }

    /// Lines on a scale from zero.
    static String lines(String title, String unit, List<Double> times, double measuredFrom, List<Series> series) {
        double highest = series.stream().mapToDouble(Series::highest).max().orElse(0);
        return new Plot(times, Axis.linear(highest)).draw(title, unit, measuredFrom, series, false);
    }

    /// Lines on a logarithmic scale.
    static String logarithmic(String title, String unit, List<Double> times, double measuredFrom, List<Series> series) {
        double highest = series.stream().mapToDouble(Series::highest).max().orElse(1);
        double lowest =
                series.stream().mapToDouble(Series::lowestAboveZero).min().orElse(1);
        return new Plot(times, Axis.logarithmic(lowest, highest)).draw(title, unit, measuredFrom, series, false);
    }

    /// Areas on top of one another: shares of a whole.
    static String stacked(String title, String unit, List<Double> times, double measuredFrom, List<Series> series) {
        List<Series> sums = new ArrayList<>();
        for (Series layer : series) {
            sums.add(sums.isEmpty() ? layer : new Series(layer.name(), sum(sums.getLast(), layer)));
        }
        double highest = sums.isEmpty() ? 0 : sums.getLast().highest();
        return new Plot(times, Axis.linear(highest)).draw(title, unit, measuredFrom, sums, true);
    }

    private static List<Double> sum(Series below, Series above) {
        List<Double> sum = new ArrayList<>();
        for (int i = 0; i < above.values().size(); i++) {
            sum.add(below.values().get(i) + above.values().get(i));
        }
        return sum;
    }

    private String draw(String title, String unit, double measuredFrom, List<Series> series, boolean filled) {
        svg.format("<figure><figcaption>%s <small>%s</small>", title, unit);
        if (series.size() > 1) {
            legend(series);
        }
        svg.format("</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, title);
        if (measuredFrom < end) {
            double from = x(measuredFrom);
            svg.format(
                    "<rect class=\"measured\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    from, TOP, WIDTH - RIGHT - from, HEIGHT - TOP - BOTTOM);
        }
        grid();
        for (int i = series.size() - 1; i >= 0; i--) {
            shape(series.get(i), i, filled);
        }
        return svg.format("</svg></figure>").toString();
    }

    private void legend(List<Series> series) {
        svg.format("<span class=\"legend\">");
        for (int i = 0; i < series.size(); i++) {
            svg.format("<i class=\"c%d\"></i>%s", i, series.get(i).name());
        }
        svg.format("</span>");
    }

    private void grid() {
        for (double mark : axis.marks()) {
            double y = y(mark);
            svg.format("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, y, y);
            svg.format("<text x=\"%d\" y=\"%.1f\" class=\"left\">%s</text>", LEFT - 8, y + 4, Axis.label(mark));
        }
        int step = timeStep();
        for (int time = 0; time <= end; time += step) {
            svg.format("<text x=\"%.1f\" y=\"%d\" class=\"below\">%s</text>", x(time), HEIGHT - 8, clock(time));
        }
    }

    private int timeStep() {
        for (int step : TIME_STEPS) {
            if (end / step <= ABOUT_TIMES) {
                return step;
            }
        }
        return (int) Math.ceil(end / ABOUT_TIMES);
    }

    private static String clock(int seconds) {
        return seconds < 60 ? seconds + " s" : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    private void shape(Series series, int colour, boolean filled) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < times.size(); i++) {
            double value = series.values().get(i);
            if (Double.isFinite(value)) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", drawing ? "L" : "M", x(times.get(i)), y(value)));
            }
            drawing = Double.isFinite(value);
        }
        if (filled && !times.isEmpty()) {
            path.append(String.format(Locale.ROOT, "L%.1f %.1fL%.1f %.1fZ", x(end), y(0), x(times.getFirst()), y(0)));
        }
        svg.format("<path class=\"%s c%d\" d=\"%s\"/>", filled ? "area" : "line", colour, path);
    }

    private double x(double time) {
        return LEFT + time / end * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - axis.place(value) * (HEIGHT - TOP - BOTTOM);
    }
}
