package io.plenum.benchmarks.compare;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the trials came to, for people and for programs.
final class Report {
    private static final int LEAST_WIDTH = 9;

    private Report() {}

    /// One trial, as soon as it is over.
    static String text(Rounds rounds) {
        StringBuilder text = new StringBuilder();
        Trial trial = rounds.trial();
        line(text, System.lineSeparator() + trial.name() + ": " + trial.question());
        for (Entrant entrant : trial.entrants()) {
            String encryption = rounds.encryption(entrant.name());
            line(
                    text,
                    "  " + entrant.name() + ": " + entrant.workload()
                            + (encryption.isEmpty() ? "" : "; " + encryption));
        }
        List<Figure> columns = columns(rounds);
        int width = nameWidth(trial);
        text.append("  ").append(" ".repeat(width));
        columns.forEach(figure -> text.append(cell(figure, figure.heading())));
        line(text, "");
        for (String name : rounds.byContender().keySet()) {
            text.append(String.format(Locale.ROOT, "  %-" + width + "s", name));
            columns.forEach(figure -> text.append(cell(figure, number(rounds.median(name, figure), figure.digits()))));
            line(text, "");
        }
        if (trial.has(Entrant.FLOOR)) {
            ratios(text, rounds, Entrant.FLOOR);
            ratios(text, rounds, rounds.bestOfJanus());
        }
        for (Verdict verdict : rounds.verdicts()) {
            line(
                    text,
                    "  %-44s %8s  bar %s  %s"
                            .formatted(
                                    verdict.bar(),
                                    number(verdict.value(), 3),
                                    number(verdict.limit(), 3),
                                    verdict.word()));
        }
        betterJanus(text, rounds);
        rounds.failures().forEach(failure -> line(text, "  NOT MEASURED: " + failure));
        return text.toString();
    }

    private static int nameWidth(Trial trial) {
        return trial.entrants().stream()
                .mapToInt(entrant -> entrant.name().length())
                .max()
                .orElse(0);
    }

    /// Which one the bars are about, and of how many.
    private static void betterJanus(StringBuilder text, Rounds rounds) {
        int settings = rounds.settingsOfJanus().size();
        if (settings > 0) {
            String among = settings == 1
                    ? "the only setting that was measured"
                    : "which used least CPU of " + settings + " settings";
            line(text, "  Janus in the bars: " + rounds.bestOfJanus() + ", " + among);
        }
    }

    /// Those that are wanted, and that anybody has.
    private static List<Figure> columns(Rounds rounds) {
        return rounds.trial().figures().stream()
                .filter(figure -> rounds.byContender().keySet().stream()
                        .anyMatch(name -> Double.isFinite(rounds.median(name, figure))))
                .toList();
    }

    private static String cell(Figure figure, String text) {
        return String.format(
                Locale.ROOT, " %" + Math.max(LEAST_WIDTH, figure.heading().length()) + "s", text);
    }

    private static void ratios(StringBuilder text, Rounds rounds, String other) {
        double[] ratios = rounds.ratios(Entrant.PLENUM, other, Figure.CPU_MICROS);
        if (ratios.length > 0) {
            StringBuilder line = new StringBuilder("  CPU per packet, plenum / " + other + ", by round:");
            for (double ratio : ratios) {
                line.append(' ').append(number(ratio, 2));
            }
            line(text, line.toString());
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }

    private static String number(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + digits + "f", value) : "-";
    }

    /// @param notes on the conditions
    static String json(List<Rounds> all, List<String> notes) {
        JsonArray trials = new JsonArray();
        all.forEach(rounds -> trials.add(json(rounds)));
        return new JsonObject()
                .put("trials", trials)
                .put("notes", new JsonArray(notes))
                .encodePrettily();
    }

    private static JsonObject json(Rounds rounds) {
        JsonObject contenders = new JsonObject();
        rounds.byContender().forEach((name, measurements) -> {
            JsonArray each = new JsonArray();
            measurements.forEach(measurement -> each.add(json(measurement)));
            contenders.put(name, each);
        });
        JsonObject encryptions = new JsonObject();
        rounds.byContender().keySet().forEach(name -> encryptions.put(name, rounds.encryption(name)));
        JsonObject loads = new JsonObject();
        rounds.trial()
                .entrants()
                .forEach(entrant -> loads.put(entrant.name(), entrant.workload().toString()));
        JsonArray bars = new JsonArray();
        for (Verdict verdict : rounds.verdicts()) {
            bars.add(new JsonObject()
                    .put("bar", verdict.bar())
                    .put("limit", finite(verdict.limit()))
                    .put("value", finite(verdict.value()))
                    .put("met", verdict.met()));
        }
        return new JsonObject()
                .put("trial", rounds.trial().name())
                .put("loads", loads)
                .put("encryption", encryptions)
                .put("rounds", contenders)
                .put("bars", bars)
                .put("failures", new JsonArray(rounds.failures()));
    }

    private static JsonObject json(Measurement measurement) {
        JsonObject figures = new JsonObject();
        for (Figure figure : Figure.values()) {
            figures.put(figure.key(), finite(measurement.get(figure)));
        }
        return figures;
    }

    /// JSON has no NaN.
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
