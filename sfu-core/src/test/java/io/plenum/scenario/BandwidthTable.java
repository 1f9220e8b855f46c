package io.plenum.scenario;

import static io.plenum.scenario.NarrowLink.FOUR;
import static io.plenum.scenario.NarrowLink.FRESH;
import static io.plenum.scenario.NarrowLink.HIGH;
import static io.plenum.scenario.NarrowLink.LOW;
import static io.plenum.scenario.NarrowLink.NINE;
import static io.plenum.scenario.NarrowLink.SHARED;

import io.plenum.scenario.NarrowLink.Fall;
import io.plenum.scenario.NarrowLink.Sharing;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;

/// Prints what many seeds of each scenario give: the table of `docs/bwe.md`.
///
/// `java -cp sfu-core/target/classes:sfu-core/target/test-classes io.plenum.scenario.BandwidthTable 1001 24`
final class BandwidthTable {
    private final long[] seeds;

    private BandwidthTable(long first, int count) {
        this.seeds = LongStream.range(first, first + count).toArray();
    }

    /// @param args the first seed and how many; and, if not all of them, which scenarios
    public static void main(String[] args) {
        BandwidthTable table = new BandwidthTable(Long.parseLong(args[0]), Integer.parseInt(args[1]));
        String[] all = {"steady", "fall", "fresh", "loss", "sharing", "download"};
        String[] chosen = args.length > 2 ? Arrays.copyOfRange(args, 2, args.length) : all;
        for (String scenario : chosen) {
            table.print(scenario);
        }
    }

    private void print(String scenario) {
        switch (scenario) {
            case "steady" -> {
                row("steady, four cameras: %", seed -> percent(NarrowLink.steady(seed, FOUR), HIGH));
                row("steady, nine cameras: %", seed -> percent(NarrowLink.steady(seed, NINE), HIGH));
            }
            case "fall" -> fall();
            case "fresh" -> row("fresh: % of 5 Mbit/s", seed -> percent(NarrowLink.fresh(seed), FRESH));
            case "loss" ->
                row(
                        "5 % loss: % of without",
                        seed -> percent(NarrowLink.withLoss(seed, 5), NarrowLink.withLoss(seed, 0)));
            case "sharing" -> {
                Sharing[] results =
                        LongStream.of(seeds).mapToObj(NarrowLink::sharing).toArray(Sharing[]::new);
                row("three viewers: Jain index", results, Sharing::fairness);
                row("used together: %", results, result -> percent(result.together(), SHARED));
            }
            case "download" -> {
                row(
                        "beside a download: %",
                        seed -> {
                            NarrowLink.Beside beside = NarrowLink.besideDownload(seed);
                            return percent(beside.ours(), beside.ours() + beside.theirs());
                        });
            }
            default -> throw new IllegalArgumentException("There is no scenario " + scenario);
        }
    }

    private void fall() {
        Fall[] four = LongStream.of(seeds)
                .mapToObj(seed -> NarrowLink.fall(seed, FOUR))
                .toArray(Fall[]::new);
        row("queue from 2 s on: ms", four, result -> result.queueNanos() / 1e6);
        row("used of 0.6 Mbit/s: %", four, result -> percent(result.low(), LOW));
        row("longest freeze: s", four, result -> result.freezeNanos() / 1e9);
        row("85 % used again after: s", four, result -> result.riseNanos() / 1e9);
        row("raised: %", four, result -> percent(result.raised(), HIGH));
        Fall[] nine = LongStream.of(seeds)
                .mapToObj(seed -> NarrowLink.fall(seed, NINE))
                .toArray(Fall[]::new);
        row("the same with nine cameras: s", nine, result -> result.riseNanos() / 1e9);
    }

    private static double percent(long part, long whole) {
        return 100.0 * part / whole;
    }

    private interface Measure<T> {
        double of(T result);
    }

    private <T> void row(String title, T[] results, Measure<T> measure) {
        row(title, Arrays.stream(results).mapToDouble(measure::of).toArray());
    }

    private void row(String title, LongToDoubleFunction measure) {
        row(title, LongStream.of(seeds).mapToDouble(measure).toArray());
    }

    /// Lowest, middle, highest; and the seeds of the outer ones, to look into.
    private void row(String title, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double lowest = sorted[0];
        double highest = sorted[sorted.length - 1];
        System.out.printf(
                Locale.ROOT,
                "%-32s %7.2f %7.2f %7.2f   seeds %d, %d%n",
                title,
                lowest,
                sorted[sorted.length / 2],
                highest,
                seed(values, lowest),
                seed(values, highest));
    }

    private long seed(double[] values, double value) {
        int at = 0;
        while (values[at] != value) {
            at++;
        }
        return seeds[at];
    }
}
