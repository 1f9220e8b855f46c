package io.plenum.benchmarks.compare;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a comparison came to, for people and for programs.
final class Report {
    private static final String ROW = "  %-24s %9s %8s %9s %8s %8s %8s %9s %9s %8s %8s%n";
    private static final double KILO = 1_024;
    private static final double PERCENT = 100;

    private Report() {}

    /// @param notes on the conditions
    static String text(List<Rounds> all, List<String> notes) {
        StringBuilder text = new StringBuilder();
        for (Rounds rounds : all) {
            text.append(System.lineSeparator()).append(rounds.workload()).append(System.lineSeparator());
            text.append(String.format(
                    Locale.ROOT,
                    ROW,
                    "",
                    "packets/s",
                    "bytes",
                    "CPU µs",
                    "p50 ms",
                    "p99 ms",
                    "p99.9 ms",
                    "RSS KB/p.",
                    "alloc B",
                    "loss %",
                    "late ms"));
            rounds.byContender().keySet().forEach(name -> text.append(row(rounds, name)));
            ratio(text, rounds, FloorContender.NAME);
            ratio(text, rounds, Verdict.bestOfJanus(rounds));
            for (Verdict verdict : Verdict.of(rounds)) {
                text.append(String.format(
                        Locale.ROOT,
                        "  %-44s %8s  bar %s  %s%n",
                        verdict.bar(),
                        number(verdict.value(), 3),
                        number(verdict.limit(), 3),
                        verdict.met() ? "met" : "MISSED"));
            }
        }
        text.append(System.lineSeparator());
        notes.forEach(note -> text.append(note).append(System.lineSeparator()));
        return text.toString();
    }

    private static String row(Rounds rounds, String name) {
        return String.format(
                Locale.ROOT,
                ROW,
                name,
                number(rounds.median(name, Measurement::packetsPerSecond), 0),
                number(rounds.median(name, Measurement::bytesPerPacket), 0),
                number(rounds.median(name, Measurement::cpuMicrosPerPacket), 2),
                number(rounds.median(name, Measurement::p50Millis), 2),
                number(rounds.median(name, Measurement::p99Millis), 2),
                number(rounds.median(name, Measurement::p999Millis), 2),
                number(rounds.median(name, Measurement::residentBytes) / KILO, 0),
                number(rounds.median(name, Measurement::allocatedPerPacket), 2),
                number(rounds.median(name, Measurement::lossRatio) * PERCENT, 3),
                number(rounds.median(name, Measurement::generatorLateMillis), 0));
    }

    private static void ratio(StringBuilder text, Rounds rounds, String other) {
        double[] ratios = rounds.ratios(PlenumContender.NAME, other);
        if (ratios.length > 0) {
            text.append(String.format(Locale.ROOT, "  plenum / %s, by round:", other));
            for (double ratio : ratios) {
                text.append(' ').append(number(ratio, 2));
            }
            text.append(System.lineSeparator());
        }
    }

    private static String number(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "-";
    }

    static String json(List<Rounds> all, List<String> notes) {
        JsonArray workloads = new JsonArray();
        all.forEach(rounds -> workloads.add(json(rounds)));
        return new JsonObject()
                .put("workloads", workloads)
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
        JsonArray bars = new JsonArray();
        for (Verdict verdict : Verdict.of(rounds)) {
            bars.add(new JsonObject()
                    .put("bar", verdict.bar())
                    .put("limit", finite(verdict.limit()))
                    .put("value", finite(verdict.value()))
                    .put("met", verdict.met()));
        }
        return new JsonObject()
                .put("workload", rounds.workload().toString())
                .put("rounds", contenders)
                .put("bars", bars);
    }

    private static JsonObject json(Measurement measurement) {
        return new JsonObject()
                .put("seconds", measurement.seconds())
                .put("packets", measurement.packets())
                .put("bytesPerPacket", finite(measurement.bytesPerPacket()))
                .put("cpuMicrosPerPacket", finite(measurement.cpuMicrosPerPacket()))
                .put("p50Ms", finite(measurement.p50Millis()))
                .put("p99Ms", finite(measurement.p99Millis()))
                .put("p99.9Ms", finite(measurement.p999Millis()))
                .put("residentBytesPerParticipant", finite(measurement.residentBytes()))
                .put("allocatedBytesPerPacket", finite(measurement.allocatedPerPacket()))
                .put("lossPercent", finite(measurement.lossRatio() * PERCENT))
                .put("generatorLateMs", finite(measurement.generatorLateMillis()));
    }

    /// JSON has no NaN.
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
