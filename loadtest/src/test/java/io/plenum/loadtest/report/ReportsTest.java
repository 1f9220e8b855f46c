package io.plenum.loadtest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.crowd.NetworkSample;
import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.loadtest.link.LinkStatistics;
import io.plenum.loadtest.media.Streams;
import io.plenum.loadtest.run.Bar;
import io.plenum.loadtest.run.Result;
import io.plenum.loadtest.run.Results;
import io.plenum.loadtest.run.Step;
import io.plenum.loadtest.scenario.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What readers of the three reports rely on.
class ReportsTest {
    private static final int SECONDS = 7;
    private static final List<Bar> BARS = List.of(
            new Bar("latency p99, ms", 20, result -> result.latencyMillis(99), _ -> "nothing came"),
            new Bar("loss, %", 0.1, result -> result.counts().lossRatio() * 100, _ -> ""));

    private static final Setting SETTING =
            new Setting(Map.of("server", "http://127.0.0.1:8080"), Map.of("video", "talk.ivf"), 2);

    private static final Pattern PLOT = Pattern.compile("aria-label=\"([^\"]+)\">(.*?)</svg>", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("<path class=\"line [^\"]*\" d=\"([^\"]*)\"");

    private final Result good = new Results().seconds(SECONDS).end();

    @Test
    void eachPlotIsThereWithAPointForEachSecond() {
        List<String> titles = new ArrayList<>();
        Matcher plots = PLOT.matcher(HtmlReport.of(good, BARS));
        while (plots.find()) {
            titles.add(plots.group(1));
            Matcher lines = LINE.matcher(plots.group(2));
            while (lines.find()) {
                long points =
                        lines.group(1).chars().filter(c -> c == 'M' || c == 'L').count();
                assertEquals(SECONDS, points, plots.group(1));
            }
        }
        assertEquals(
                List.of(
                        "One-way latency",
                        "Loss",
                        "Starved",
                        "Bitrate",
                        "Packets",
                        "Qualities shown",
                        "Participants",
                        "Server CPU",
                        "Server memory"),
                titles);
    }

    @Test
    void thePageLoadsNothingFromElsewhere() {
        String page = HtmlReport.of(good, BARS);
        for (String reference : List.of("http:", "https:", "src=", "href=", "url(", "@import", "<script", "<link")) {
            assertFalse(page.contains(reference), reference);
        }
    }

    @Test
    void whatWentWrongIsInEachOfThem() {
        Result bad = new Results()
                .seconds(2)
                .second(Results.counts(0, 4, 0), new Streams(2, 1))
                .failing("ann: no media after 30 s, although others send")
                .end();
        String text = TextReport.of(bad, BARS);
        assertTrue(text.contains("BROKEN"), text);
        assertTrue(text.contains("(damaged): 4"), text);
        assertTrue(text.contains("ann: no media after 30 s, although others send"), text);
        assertTrue(text.contains("1 stream-seconds without a packet"), text);
        String page = HtmlReport.of(bad, BARS);
        assertTrue(page.contains("not so: everybody gets in and stays: 1; packets arrive"));
        assertTrue(page.contains("<td>4</td><td class=\"bad\">broken</td>"));
        assertTrue(page.contains("ann: no media after 30 s"));
        JsonObject json = new JsonObject(JsonReport.of(bad, BARS, SETTING));
        assertFalse(json.getBoolean("met"));
        assertEquals(1, json.getJsonObject("join").getInteger("failed"));
        assertEquals(
                List.of(1, 0, 4, 0, 0, 0),
                json.getJsonArray("rules").stream()
                        .map(rule -> ((JsonObject) rule).getInteger("broken"))
                        .toList());
        assertEquals(25.0, json.getDouble("starvedPercent"));
    }

    @Test
    void lossIsTheWorseOfTwoAndBesideItIsWhatTheToolDidNotManage() {
        Result lossy = new Results()
                .seconds(1)
                .second(Results.lossy(10, 10, 3, 50, 7, 9), Streams.NONE)
                .end();
        String text = TextReport.of(lossy, BARS);
        assertTrue(text.contains("5.0000 % for good: 0.0000 % by the server's numbers"), text);
        assertTrue(text.contains("3 came too late"), text);
        assertTrue(text.contains("7 packets by the tool itself"), text);
        assertTrue(text.contains("not received     9 datagrams that the tool itself was too slow for"), text);
        assertTrue(text.contains("MISSED           loss, %: 5.000 of at most 0.1"), text);
        String page = HtmlReport.of(lossy, BARS);
        assertTrue(page.contains("<b>5.000 %</b>lost for good"));
        assertTrue(page.contains("<b>7</b>packets that the tool could not send"));
        assertTrue(page.contains("<b>9</b>datagrams that the tool was too slow for"));
        JsonObject total = new JsonObject(JsonReport.of(lossy, BARS, SETTING)).getJsonObject("total");
        assertEquals(5.0, total.getDouble("lossPercent"));
        assertEquals(7, total.getInteger("unsent"));
        assertEquals(9, total.getInteger("unreceived"));
        assertEquals(3, total.getInteger("late"));
    }

    @Test
    void eachNetworkHasItsOwnFigures() {
        EmulatorSample emulator = new EmulatorSample(
                new LinkStatistics(300, 280, 12, 8, 0, 40_000_000),
                new LinkStatistics(900, 880, 20, 0, 0, 7_000_000),
                3,
                60_000_000);
        Result mixed = new Results()
                .seconds(2)
                .behind(
                        "straight",
                        new NetworkSample(2, Results.good(), Results.good(), Streams.NONE, EmulatorSample.NONE))
                .behind(
                        "train",
                        new NetworkSample(
                                1, Results.lossy(10, 10, 3, 50, 7, 0), Results.good(), new Streams(4, 1), emulator))
                .end();
        String text = TextReport.of(mixed, BARS);
        assertTrue(text.contains("straight         2 there, 1,000 packets; latency p50 2.0"), text);
        assertTrue(text.contains("train            1 there, 1,000 packets;"), text);
        assertTrue(text.contains("5.0000 % lost for good; 25.000 % starved"), text);
        assertTrue(
                text.contains(
                        "towards them   900 datagrams, of which it lost 20, and 0 found its buffer full; longest queue 7 ms"),
                text);
        assertTrue(
                text.contains(
                        "from them      300 datagrams, of which it lost 12, and 8 found its buffer full; longest queue 40 ms"),
                text);
        assertTrue(text.contains("failed to send 3, and was late by up to 60.0 ms"), text);
        assertTrue(text.contains("the tool itself was late by up to 60 ms"), text);

        String page = HtmlReport.of(mixed, BARS);
        assertTrue(page.contains("<td>5.000 %</td><td>25.000 %</td><td>20 of 900 down, 12 of 300 up</td>"
                + "<td>0 down, 8 up</td><td>7 ms down, 40 ms up</td><td>3</td><td>60.0 ms</td>"));

        JsonArray networks = new JsonObject(JsonReport.of(mixed, BARS, SETTING)).getJsonArray("networks");
        JsonObject straight = networks.getJsonObject(0);
        assertEquals("straight", straight.getString("name"));
        assertEquals(0.0, straight.getJsonObject("total").getDouble("lossPercent"));
        assertNull(straight.getJsonObject("emulator"));
        JsonObject train = networks.getJsonObject(1);
        assertEquals(1, train.getInteger("people"));
        assertEquals(5.0, train.getJsonObject("total").getDouble("lossPercent"));
        assertEquals(25.0, train.getDouble("starvedPercent"));
        assertEquals(12, train.getJsonObject("emulator").getJsonObject("up").getInteger("lost"));
        assertEquals(60.0, train.getJsonObject("emulator").getDouble("lateMs"));
        assertEquals(60.0, new JsonObject(JsonReport.of(mixed, BARS, SETTING)).getDouble("toolLateMs"));
    }

    @Test
    void whereNobodySitsBehindANetworkNoneIsNamed() {
        assertFalse(TextReport.of(good, BARS).contains("straight"));
        assertFalse(HtmlReport.of(good, BARS).contains("<h2>Networks"));
        assertEquals(new JsonArray(), new JsonObject(JsonReport.of(good, BARS, SETTING)).getJsonArray("networks"));
    }

    @Test
    void whatGuestsCostIsInEachOfThem() {
        Result visited = new Results()
                .seconds(1)
                .second(Results.late(2), Streams.NONE)
                .second(Results.late(2), Streams.NONE)
                .second(Results.late(6), Streams.NONE)
                .visited(Duration.ofSeconds(2), joined(20, 30, 40, 10), joined(50, 60, 90, 70))
                .end();
        String text = TextReport.of(visited, BARS);
        assertTrue(
                text.contains("guests           2 came and got in; answer p95 50, connected p95 60,"
                        + " first media p50 40 p95 90 ms; the server's share p50 10 p95 70 ms"),
                text);
        assertTrue(text.contains("latency p99 beside them 6.0"), text);
        assertTrue(text.contains(" ms before them: 3.00 times that"), text);
        String page = HtmlReport.of(visited, BARS);
        assertTrue(page.contains("<b>90 ms</b>guests' join, p95"));
        assertTrue(page.contains("</b>one-way latency beside guests, p99"));
        JsonObject guests = new JsonObject(JsonReport.of(visited, BARS, SETTING)).getJsonObject("guests");
        assertEquals(2, guests.getInteger("people"));
        assertEquals(90.0, guests.getDouble("firstMediaP95Ms"));
        assertEquals(70.0, guests.getDouble("serverP95Ms"));
        assertEquals(6, guests.getJsonObject("latencyBesideMs").getDouble("p99"), 0.1);
        assertEquals(2, guests.getJsonObject("latencyBeforeMs").getDouble("p99"), 0.1);
        assertEquals(3, guests.getDouble("busyRatio"), 0.05);
        assertNull(new JsonObject(JsonReport.of(good, BARS, SETTING)).getJsonObject("guests"));
    }

    private static JoinTimes joined(long answered, long connected, long firstMedia, long server) {
        return new JoinTimes(
                Duration.ofMillis(answered),
                Duration.ofMillis(connected),
                Duration.ofMillis(firstMedia),
                Duration.ofMillis(server));
    }

    @Test
    void aBarWithoutAValueIsMissedForAReason() {
        Result silent =
                new Results().seconds(1).second(Results.nothing(), Streams.NONE).end();
        assertFalse(silent.meets(BARS));
        String text = TextReport.of(silent, BARS);
        assertTrue(text.contains("MISSED           latency p99, ms: unknown (nothing came) of at most 20.0"), text);
        assertTrue(
                HtmlReport.of(silent, BARS).contains("<td>unknown (nothing came)</td><td>20.0</td><td class=\"bad\">"));
        JsonObject bar = new JsonObject(JsonReport.of(silent, BARS, SETTING))
                .getJsonArray("bars")
                .getJsonObject(0);
        assertNull(bar.getDouble("value"));
        assertEquals("nothing came", bar.getString("unknown"));
        assertFalse(bar.getBoolean("met"));
    }

    /// A component that is added to the scenario and not to the report shows here.
    @Test
    void aRunCanBeRepeatedFromItsReport() {
        JsonObject scenario = new JsonObject(JsonReport.of(good, BARS, SETTING)).getJsonObject("scenario");
        for (RecordComponent component : Scenario.class.getRecordComponents()) {
            assertTrue(
                    scenario.fieldNames().stream().anyMatch(field -> field.startsWith(component.getName())),
                    component.getName());
        }
        assertEquals("http://127.0.0.1:8080", scenario.getJsonObject("target").getString("server"));
        assertEquals("talk.ivf", scenario.getJsonObject("recordings").getString("video"));
        assertEquals(2, scenario.getInteger("threads"));
        assertEquals(3.0, scenario.getDouble("durationSeconds"));
        assertEquals(1.0, scenario.getDouble("warmUpSeconds"));
        assertEquals("grid", scenario.getString("layout"));
    }

    @Test
    void whatIsNotKnownOfTheServerIsSaidWithTheReason() {
        List<Bar> bars = List.of(new Bar("CPU", 9, Result::cpuMicrosPerPacket, Result::whyNoCpu));
        Result unseen = new Results().seconds(3).unseen().end();
        String why = "the look at it failed when measuring ended";
        String text = TextReport.of(unseen, bars);
        assertTrue(
                text.contains(
                        "server           java (PID 4711): its CPU is unknown: " + why + "; its memory is unknown"),
                text);
        assertTrue(text.contains("MISSED           CPU: unknown (" + why + ") of at most 9.0"), text);
        assertTrue(HtmlReport.of(unseen, bars).contains("<td>unknown (" + why + ")</td>"));
        JsonObject json = new JsonObject(JsonReport.of(unseen, bars, SETTING));
        JsonObject bar = json.getJsonArray("bars").getJsonObject(0);
        assertEquals(why, bar.getString("unknown"));
        assertNull(bar.getDouble("value"));
        assertFalse(bar.getBoolean("met"));
        assertEquals("java (PID 4711)", json.getJsonObject("server").getString("watched"));
        assertNull(json.getJsonArray("samples").getJsonObject(3).getDouble("serverCores"));
    }

    @Test
    void aRampSaysWhatEndedIt() {
        String refusal = "viewer-100 and 19 more: room-full: the room is full";
        Result ramp = new Results()
                .seconds(3)
                .step(new Step(100, Results.good(), 1, List.of(), List.of()))
                .step(new Step(100, Results.good(), 1, List.of(), List.of(refusal)))
                .failing(refusal)
                .end();
        String end = "some did not get in or stay: " + refusal;
        String text = TextReport.of(ramp, List.of());
        assertTrue(text.contains("ended by         " + end), text);
        assertTrue(HtmlReport.of(ramp, List.of()).contains("class=\"verdict good\">holds 100; then " + end));
        assertEquals(end, new JsonObject(JsonReport.of(ramp, List.of(), SETTING)).getString("rampEnd"));
    }

    /// What servers say stands in the page.
    @Test
    void whatAServerSaysIsTextInThePage() {
        String page = HtmlReport.of(
                new Results()
                        .seconds(1)
                        .failing("ann: <script>alert(1)</script>")
                        .end(),
                BARS);
        assertFalse(page.contains("<script"));
    }
}
