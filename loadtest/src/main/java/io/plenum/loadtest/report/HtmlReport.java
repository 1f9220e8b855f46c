package io.plenum.loadtest.report;

import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.loadtest.link.LinkStatistics;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.media.Tally;
import io.plenum.loadtest.run.Bar;
import io.plenum.loadtest.run.NetworkResult;
import io.plenum.loadtest.run.Result;
import io.plenum.loadtest.run.Rule;
import io.plenum.loadtest.run.Sample;
import io.plenum.loadtest.run.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The result as one page, with nothing to load from elsewhere.
public final class HtmlReport {
    private static final double MEGA = 1e6;
    private static final double KILO = 1_024;
    private static final double PERCENT = 100;

    /// Where a phase of the test ends, a sample may be a sliver, whose rates say nothing. Sums count it all the same.
    private static final double SHORTEST_SECONDS = 0.3;

    private final Result result;
    private final List<Sample> plotted;
    private final List<Double> times;
    private final double measuredFrom;
    private final Formatter page = new Formatter(Locale.ROOT);

    private HtmlReport(Result result) {
        this.result = result;
        this.plotted = result.samples().stream()
                .filter(sample -> sample.seconds() >= SHORTEST_SECONDS)
                .toList();
        this.times = plotted.stream().map(Sample::atSeconds).toList();
        this.measuredFrom = result.samples().stream()
                .filter(Sample::measured)
                .mapToDouble(sample -> sample.atSeconds() - sample.seconds())
                .findFirst()
                .orElse(Double.MAX_VALUE);
    }

    public static String of(Result result, List<Bar> bars) {
        return new HtmlReport(result).write(bars);
    }

    private String write(List<Bar> bars) {
        String title = "Load test: " + result.scenario().name();
        page.format("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title>", title);
        page.format("<meta name=\"viewport\" content=\"width=device-width\"><style>%s</style></head><body>", style());
        header(title, bars);
        cards();
        rules();
        bars(bars);
        networkTable();
        steps();
        page.format("<section class=\"plots\">");
        plots();
        page.format("</section>");
        details();
        return page.format("</body></html>").toString();
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void header(String title, List<Bar> bars) {
        var scenario = result.scenario();
        boolean ramp = !result.steps().isEmpty();
        boolean met = result.meets(bars) && (!ramp || result.held() > 0);
        page.format(
                "<header><h1>%s</h1><p class=\"verdict %s\">%s</p>",
                title, met ? "good" : "bad", escape(verdict(bars)));
        page.format(
                "<p>%s%,d who send%s%s%s · %s, %d qualit%s, %d p, %.1f Mbit/s · seed %d</p></header>",
                scenario.rooms() == 1 ? "" : String.format(Locale.ROOT, "%,d rooms, in each ", scenario.rooms()),
                scenario.people(),
                scenario.people() == 1 ? "s" : "",
                scenario.viewers() > 0 ? String.format(Locale.ROOT, " and %,d who watch", scenario.viewers()) : "",
                networks(),
                scenario.camera().format(),
                scenario.camera().encodings() * scenario.camera().spatialLayers(),
                scenario.camera().encodings() * scenario.camera().spatialLayers() == 1 ? "y" : "ies",
                scenario.camera().height(),
                scenario.camera().bitsPerSecond() / MEGA,
                scenario.seed());
    }

    private String verdict(List<Bar> bars) {
        List<Rule> broken = result.brokenRules();
        if (!broken.isEmpty()) {
            return broken.stream()
                    .map(rule -> String.format(Locale.ROOT, "%s: %,d", rule.words(), rule.broken(result)))
                    .collect(Collectors.joining("; ", "not so: ", ""));
        }
        if (result.rampEnd().isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "holds %,d; then %s",
                    result.held(),
                    result.rampEnd().get());
        }
        return !result.meets(bars)
                ? "a bar is missed"
                : bars.isEmpty() ? "everybody got in, nothing came wrong" : "every bar is met";
    }

    private String networks() {
        return result.scenario().networks().stream()
                .map(share -> String.format(
                        Locale.ROOT,
                        ", %d %% behind %s",
                        share.percent(),
                        share.network().key()))
                .collect(Collectors.joining());
    }

    private void cards() {
        Counts counts = result.counts();
        page.format("<section class=\"cards\">");
        if (!result.steps().isEmpty()) {
            card("%,d", result.held(), "participants held");
        }
        card("%.2f ms", result.latencyMillis(50), "one-way latency, p50");
        card("%.2f ms", result.latencyMillis(99), "p99");
        card("%.2f ms", result.latencyMillis(99.9), "p99.9");
        card("%.3f %%", counts.lossRatio() * PERCENT, "lost for good");
        card("%.3f %%", result.starvedRatio() * PERCENT, "of the time of all streams without a packet for 2 s or more");
        card("%,d", counts.unsent(), "packets that the tool could not send");
        card("%,d", counts.unreceived(), "datagrams that the tool was too slow for");
        card("%,.0f", counts.packets() / result.seconds(), "packets per second");
        card("%.0f ms", result.joinMillis(JoinTimes::firstMedia, 50), "join, p50");
        card("%.0f ms", result.joinMillis(JoinTimes::firstMedia, 95), "p95");
        card("%.0f ms", result.joinMillis(JoinTimes::server, 50), "the server's share, p50");
        card("%.0f ms", result.joinMillis(JoinTimes::server, 95), "p95");
        if (result.isVisited()) {
            card("%.0f ms", result.guestJoinMillis(JoinTimes::firstMedia, 95), "guests' join, p95");
            card("%.0f ms", result.guestJoinMillis(JoinTimes::server, 95), "the server's share, p95");
            card("%.2f ms", result.busy().latencyMillis(99), "one-way latency beside guests, p99");
            card("%.2f ms", result.calm().latencyMillis(99), "before them, p99");
        }
        card("%.2f µs", result.cpuMicrosPerPacket(), "server CPU per packet");
        card("%.0f KB", result.residentBytesPerParticipant() / KILO, "server memory, growth each");
        page.format("</section>");
    }

    /// What could not be had is left out.
    private void card(String format, Number value, String what) {
        if (Double.isFinite(value.doubleValue())) {
            page.format("<div><b>" + format + "</b>%s</div>", value, what);
        }
    }

    private void rules() {
        page.format("<section><h2>Rules</h2><table><tr><th>what</th><th>how often not</th><th></th></tr>");
        for (Rule rule : Rule.values()) {
            boolean kept = rule.isKeptBy(result);
            page.format(
                    "<tr><td>%s</td><td>%,d</td><td class=\"%s\">%s</td></tr>",
                    rule.words(), rule.broken(result), kept ? "good" : "bad", kept ? "kept" : "broken");
        }
        page.format("</table></section>");
    }

    private void bars(List<Bar> bars) {
        if (bars.isEmpty()) {
            return;
        }
        page.format("<section><h2>Bars</h2><table><tr><th>what</th><th>is</th><th>at most</th><th></th></tr>");
        for (Bar bar : bars) {
            boolean met = bar.isMetBy(result);
            page.format(
                    "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"%s\">%s</td></tr>",
                    bar.name(),
                    escape(bar.valueInWords(result)),
                    bar.limit(),
                    met ? "good" : "bad",
                    met ? "met" : "missed");
        }
        page.format("</table></section>");
    }

    private void networkTable() {
        if (result.networks().isEmpty()) {
            return;
        }
        page.format("<section><h2>Networks</h2><table><tr><th>behind</th><th>people</th><th>packets</th><th>p50</th>"
                + "<th>p99</th><th>lost for good</th><th>starved</th><th>lost by the emulator</th><th>buffer full</th>"
                + "<th>longest queue</th><th>not sent</th><th>late</th></tr>");
        result.networks().forEach(this::network);
        page.format("</table></section>");
    }

    private void network(NetworkResult network) {
        Counts counts = network.counts();
        page.format(
                "<tr><td>%s</td><td>%,d</td><td>%,d</td><td>%.2f ms</td><td>%.2f ms</td><td>%.3f %%</td><td>%.3f %%</td>",
                network.network(),
                network.people(),
                counts.packets(),
                counts.latencyMillis(50),
                counts.latencyMillis(99),
                counts.lossRatio() * PERCENT,
                network.starvedRatio() * PERCENT);
        if (network.isStraight()) {
            page.format("<td colspan=\"5\"></td></tr>");
            return;
        }
        EmulatorSample emulator = network.emulator();
        LinkStatistics down = emulator.down();
        LinkStatistics up = emulator.up();
        page.format(
                "<td>%,d of %,d down, %,d of %,d up</td><td>%,d down, %,d up</td><td>%.0f ms down, %.0f ms up</td>"
                        + "<td>%,d</td><td>%.1f ms</td></tr>",
                down.lost(),
                down.packets(),
                up.lost(),
                up.packets(),
                down.overflowed(),
                up.overflowed(),
                down.maxQueueMillis(),
                up.maxQueueMillis(),
                emulator.unsent(),
                emulator.lateMillis());
    }

    private void steps() {
        if (result.steps().isEmpty()) {
            return;
        }
        page.format(
                "<section><h2>Ramp</h2><table><tr><th>participants</th><th>p99</th><th>loss</th><th>server</th><th></th></tr>");
        for (Step step : result.steps()) {
            page.format(
                    "<tr><td>%,d</td><td>%.2f ms</td><td>%.3f %%</td><td>%.2f cores</td><td class=\"%s\">%s</td></tr>",
                    step.participants(),
                    step.counts().latencyMillis(99),
                    step.counts().lossRatio() * PERCENT,
                    step.serverCores(),
                    step.held() ? "good" : "bad",
                    step.held() ? "holds" : "does not hold: " + escape(step.trouble()));
        }
        page.format("</table></section>");
    }

    private void plots() {
        if (result.counts().latency().getTotalCount() > 0) {
            latencies();
        }
        plot(Plot.lines(
                "Loss",
                "% of packets",
                times,
                measuredFrom,
                List.of(
                        series("on the way", HtmlReport::lostOnTheWay),
                        series("for good", sample -> sample.crowd().counts().lossRatio() * PERCENT))));
        plot(Plot.lines(
                "Starved",
                "streams without a packet for 2 s or more",
                times,
                measuredFrom,
                List.of(series("", sample -> sample.crowd().streams().starved()))));
        plot(Plot.lines(
                "Bitrate",
                "Mbit/s to all viewers",
                times,
                measuredFrom,
                List.of(series("", sample -> sample.bitsPerSecond() / MEGA))));
        plot(Plot.lines(
                "Packets",
                "per second to all viewers",
                times,
                measuredFrom,
                List.of(series("", Sample::packetsPerSecond))));
        plot(Plot.stacked("Qualities shown", "video slots", times, measuredFrom, layers()));
        plot(Plot.lines(
                "Participants",
                "who are there",
                times,
                measuredFrom,
                List.of(series("", sample -> sample.crowd().present()))));
        if (result.isServerSeen()) {
            plot(Plot.lines("Server CPU", "cores busy", times, measuredFrom, List.of(series("", Sample::serverCores))));
            plot(Plot.lines(
                    "Server memory", "MB resident", times, measuredFrom, List.of(series("", HtmlReport::megabytes))));
        }
    }

    private void latencies() {
        plot(Plot.logarithmic(
                "One-way latency",
                "ms, from a publisher's send to a subscriber's socket",
                times,
                measuredFrom,
                List.of(latency("p50", 50), latency("p90", 90), latency("p99", 99), latency("max", 100))));
    }

    private void plot(String svg) {
        page.format("%s", svg);
    }

    private Series latency(String name, double percentile) {
        return series(name, sample -> sample.crowd().counts().latencyMillis(percentile));
    }

    private static double lostOnTheWay(Sample sample) {
        Counts counts = sample.crowd().counts();
        long all = counts.packets() + counts.lost();
        return all == 0 ? 0 : counts.lost() * PERCENT / all;
    }

    private static double megabytes(Sample sample) {
        return sample.server().map(server -> server.residentBytes() / MEGA).orElse(Double.NaN);
    }

    private List<Series> layers() {
        int qualities = Math.min(
                Tally.LAYERS,
                result.scenario().camera().encodings()
                        * result.scenario().camera().spatialLayers());
        List<Series> layers = new ArrayList<>();
        for (int layer = 0; layer < qualities; layer++) {
            int which = layer;
            int height = result.scenario().camera().height() >> (qualities - 1 - layer);
            layers.add(series(
                    height + " p", sample -> sample.crowd().slotsByLayer().get(which)));
        }
        return layers;
    }

    private Series series(String name, ToDoubleFunction<Sample> value) {
        return new Series(name, plotted.stream().mapToDouble(value).boxed().toList());
    }

    private void details() {
        page.format("<section><h2>In words</h2><pre>%s</pre></section>", escape(TextReport.of(result, List.of())));
        page.format(
                "<footer>Shaded: the measured time. Latency is taken with the clock that sender and receiver share, in this"
                        + " tool's process. With native UDP (Linux) it ends at the kernel's receive stamp: how late the tool"
                        + " came to read is no part of it. Without, it ends when the tool reads.</footer>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
