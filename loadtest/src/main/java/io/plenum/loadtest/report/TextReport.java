package io.plenum.loadtest.report;

import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.crowd.MediaReport;
import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.loadtest.link.LinkStatistics;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.media.Tally;
import io.plenum.loadtest.run.Bar;
import io.plenum.loadtest.run.NetworkResult;
import io.plenum.loadtest.run.Result;
import io.plenum.loadtest.run.Sample;
import io.plenum.loadtest.run.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/// The result as lines for a terminal.
public final class TextReport {
    private static final double MEGA = 1e6;
    private static final double PERCENT = 100;
    private static final double KILO = 1_024;

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    /// One second, while the test goes on.
    public static String line(Sample sample) {
        Counts counts = sample.crowd().counts();
        return String.format(
                Locale.ROOT,
                "%6.1f s %6d there %9.0f packets/s %8.1f Mbit/s  p50 %7.2f  p99 %7.2f ms  loss %6.3f %%%s",
                sample.atSeconds(),
                sample.crowd().present(),
                sample.packetsPerSecond(),
                sample.bitsPerSecond() / MEGA,
                counts.latencyMillis(50),
                counts.latencyMillis(99),
                counts.lossRatio() * PERCENT,
                sample.server()
                        .map(server -> figure("  CPU %4.2f", sample.serverCores())
                                + figure("  memory %5.0f MB", server.residentBytes() / MEGA))
                        .orElse(""));
    }

    /// What is unknown is left out.
    private static String figure(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }

    public static String line(Step step) {
        return String.format(
                Locale.ROOT,
                "%s with %d participants: p99 %.2f ms, loss %.3f %%%s",
                step.held() ? "holds" : "does not hold",
                step.participants(),
                step.counts().latencyMillis(99),
                step.counts().lossRatio() * PERCENT,
                step.held() ? "" : "; " + step.trouble());
    }

    public static String of(Result result, List<Bar> bars) {
        TextReport report = new TextReport();
        report.figures(result);
        report.trouble(result);
        report.bars(result, bars);
        return report.text.toString();
    }

    private void figures(Result result) {
        Counts counts = result.counts();
        row(
                "measured",
                String.format(
                        Locale.ROOT,
                        "%.1f s, %,d packets forwarded, %,d sent",
                        result.seconds(),
                        counts.packets(),
                        counts.sent()));
        row(
                "rate",
                String.format(
                        Locale.ROOT,
                        "%,.0f packets/s, %.1f Mbit/s to viewers",
                        counts.packets() / result.seconds(),
                        counts.bytes() * 8 / result.seconds() / MEGA));
        row(
                "one-way latency",
                String.format(
                        Locale.ROOT,
                        "p50 %.3f  p90 %.3f  p99 %.3f  p99.9 %.3f  max %.3f ms",
                        result.latencyMillis(50),
                        result.latencyMillis(90),
                        result.latencyMillis(99),
                        result.latencyMillis(99.9),
                        result.latencyMillis(100)));
        losses(result);
        result.networks().forEach(this::network);
        Counts all = result.everything();
        row(
                "wrong packets",
                String.format(
                        Locale.ROOT,
                        "%,d duplicates, %,d damaged, %,d strange",
                        all.duplicates(),
                        all.damaged(),
                        all.strange()));
        row("qualities", qualities(result));
        row("encryption", String.join(", ", result.encryptions()));
        row("join", String.format(Locale.ROOT, "%,d people; %s", result.joins().size(), joinTimes(result::joinMillis)));
        if (result.isVisited()) {
            guests(result);
        }
        if (result.unfinished() > 0) {
            row(
                    "unfinished",
                    String.format(
                            Locale.ROOT,
                            "%,d left by plan, or were there at the end, before they had got anything",
                            result.unfinished()));
        }
        row("server", result.isServerSeen() ? server(result) : "could not be seen: " + result.watched());
        if (!result.steps().isEmpty()) {
            row("holds", String.format(Locale.ROOT, "%,d participants", result.held()));
            row("ended by", result.rampEnd().orElse(""));
        }
    }

    private void losses(Result result) {
        Counts counts = result.counts();
        row(
                "loss",
                String.format(
                        Locale.ROOT,
                        "%.4f %% for good: %.4f %% by the server's numbers (%,d lost on the way, %,d of them repaired,"
                                + " %,d came too late), %s by the publishers' counts",
                        counts.lossRatio() * PERCENT,
                        counts.lossByNumbers() * PERCENT,
                        counts.lost(),
                        counts.repaired(),
                        counts.late(),
                        byCounts(counts)));
        row(
                "not sent",
                String.format(Locale.ROOT, "%,d packets by the tool itself: they are in the loss", counts.unsent()));
        row(
                "not received",
                String.format(
                        Locale.ROOT,
                        "%,d datagrams that the tool itself was too slow for: they are in the loss",
                        counts.unreceived()));
        row(
                "starved",
                String.format(
                        Locale.ROOT,
                        "%.3f %% of the time of all streams: %,.0f stream-seconds without a packet for 2 s or more",
                        result.starvedRatio() * PERCENT,
                        result.starvedSeconds()));
    }

    private void network(NetworkResult network) {
        Counts counts = network.counts();
        row(
                network.network(),
                String.format(
                        Locale.ROOT,
                        "%,d there, %,d packets; latency p50 %.3f p99 %.3f ms; %.4f %% lost for good; %.3f %% starved",
                        network.people(),
                        counts.packets(),
                        counts.latencyMillis(50),
                        counts.latencyMillis(99),
                        counts.lossRatio() * PERCENT,
                        network.starvedRatio() * PERCENT));
        if (!network.isStraight()) {
            EmulatorSample emulator = network.emulator();
            row("  towards them", direction(emulator.down()));
            row("  from them", direction(emulator.up()));
            row(
                    "  its emulator",
                    String.format(
                            Locale.ROOT,
                            "failed to send %,d, and was late by up to %.1f ms",
                            emulator.unsent(),
                            emulator.lateMillis()));
        }
    }

    private static String direction(LinkStatistics link) {
        return String.format(
                Locale.ROOT,
                "%,d datagrams, of which it lost %,d, and %,d found its buffer full; longest queue %.0f ms",
                link.packets(),
                link.lost(),
                link.overflowed(),
                link.maxQueueMillis());
    }

    private static String server(Result result) {
        return result.watched() + ": " + cpu(result) + "; " + memory(result);
    }

    private static String cpu(Result result) {
        return result.whyNoCpu().isEmpty()
                ? String.format(
                        Locale.ROOT,
                        "%.2f cores, %.2f µs for each forwarded packet",
                        result.serverCores(),
                        result.cpuMicrosPerPacket())
                : "its CPU is unknown: " + result.whyNoCpu();
    }

    private static String memory(Result result) {
        return result.whyNoMemory().isEmpty()
                ? String.format(
                        Locale.ROOT,
                        "memory grew by %.0f KB for each participant",
                        result.residentBytesPerParticipant() / KILO)
                : "its memory is unknown: " + result.whyNoMemory();
    }

    private static String byCounts(Counts counts) {
        return counts.needed() == 0
                ? "unknown"
                : String.format(
                        Locale.ROOT,
                        "%.4f %% (%,d of %,d)",
                        counts.lossByCounts() * PERCENT,
                        Math.max(0, counts.missing()),
                        counts.needed());
    }

    private static String joinTimes(ToDoubleBiFunction<Function<JoinTimes, Duration>, Double> millis) {
        return String.format(
                Locale.ROOT,
                "answer p95 %.0f, connected p95 %.0f, first media p50 %.0f p95 %.0f ms;"
                        + " the server's share p50 %.0f p95 %.0f ms",
                millis.applyAsDouble(JoinTimes::answered, 95.0),
                millis.applyAsDouble(JoinTimes::connected, 95.0),
                millis.applyAsDouble(JoinTimes::firstMedia, 50.0),
                millis.applyAsDouble(JoinTimes::firstMedia, 95.0),
                millis.applyAsDouble(JoinTimes::server, 50.0),
                millis.applyAsDouble(JoinTimes::server, 95.0));
    }

    private void guests(Result result) {
        row(
                "guests",
                String.format(
                        Locale.ROOT,
                        "%,d came and got in; %s",
                        result.guestJoins().size(),
                        joinTimes(result::guestJoinMillis)));
        row(
                "",
                String.format(
                                Locale.ROOT,
                                "latency p99 beside them %.3f ms",
                                result.busy().latencyMillis(99))
                        + before(result));
    }

    private static String before(Result result) {
        return result.scenario().calm().isZero()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %.3f ms before them: %.2f times that",
                        result.calm().latencyMillis(99),
                        result.busyRatio());
    }

    /// How often each was shown, of all slots and seconds, the lowest first.
    private static String qualities(Result result) {
        long[] shown = new long[Tally.LAYERS];
        for (Sample sample : result.samples()) {
            for (int layer = 0; sample.measured() && layer < shown.length; layer++) {
                shown[layer] += sample.crowd().slotsByLayer().get(layer);
            }
        }
        double all = Math.max(1, Arrays.stream(shown).sum());
        return Arrays.stream(shown)
                .mapToObj(slots -> String.format(Locale.ROOT, "%.1f %%", slots * PERCENT / all))
                .collect(Collectors.joining("  "));
    }

    private void trouble(Result result) {
        result.brokenRules()
                .forEach(rule ->
                        row("BROKEN", String.format(Locale.ROOT, "%s: %,d", rule.words(), rule.broken(result))));
        if (result.failed() > 0) {
            row("failed", String.format(Locale.ROOT, "%,d", result.failed()));
            result.failures().forEach(failure -> row("", failure));
        }
        for (MediaReport check : result.checks()) {
            if (!check.violations().isEmpty()) {
                row("violations", String.format(Locale.ROOT, "%s", check.violations()));
            }
        }
        if (!result.isTrustworthy()) {
            row(
                    "mind",
                    String.format(
                            Locale.ROOT,
                            "the tool itself was late by up to %.0f ms: it sent unevenly, and without native UDP, or behind a"
                                    + " link emulator, its own delay is in the latencies; give it more --threads or another machine",
                            result.longestTickMillis()));
        }
    }

    private void bars(Result result, List<Bar> bars) {
        bars.forEach(bar -> row(bar.isMetBy(result) ? "met" : "MISSED", bar.inWords(result)));
    }

    private void row(String name, String value) {
        text.append(String.format(Locale.ROOT, "%-16s ", name)).append(value).append(System.lineSeparator());
    }
}
