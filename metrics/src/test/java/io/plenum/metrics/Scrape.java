package io.plenum.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Prometheus' text format, read strictly: a line that is neither a comment nor a sample fails the test.
record Scrape(Map<Series, Double> samples) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    record Series(String name, Map<String, String> labels) {}

    static Scrape of(String text) {
        Map<Series, Double> samples = new HashMap<>();
        for (String line : text.lines().toList()) {
            if (!line.startsWith("#")) {
                addSample(line, samples);
            }
        }
        return new Scrape(samples);
    }

    /// The value of the one sample with exactly these labels, given as name, value, name, value.
    double value(String name, String... labels) {
        Map<String, String> wanted = new HashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        Double value = samples.get(new Series(name, wanted));
        if (value == null) {
            throw new AssertionError("no " + name + wanted + " among " + labelsOf(name));
        }
        return value;
    }

    long samplesWith(double value) {
        return samples.values().stream().filter(sample -> sample == value).count();
    }

    long seriesOf(String name) {
        return labelsOf(name).size();
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.keySet().forEach(series -> names.add(series.name()));
        return names;
    }

    private List<Map<String, String>> labelsOf(String name) {
        return samples.keySet().stream()
                .filter(series -> series.name().equals(name))
                .map(Series::labels)
                .toList();
    }

    private static void addSample(String line, Map<Series, Double> samples) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("not Prometheus' text format: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        if (sample.group(2) != null) {
            Matcher label = LABEL.matcher(sample.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        Series series = new Series(sample.group(1), labels);
        if (samples.put(series, number(sample.group(3))) != null) {
            throw new AssertionError("twice: " + series);
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
