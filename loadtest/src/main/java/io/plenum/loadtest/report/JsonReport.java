package io.plenum.loadtest.report;

import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.loadtest.link.LinkStatistics;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.run.Bar;
import io.plenum.loadtest.run.NetworkResult;
import io.plenum.loadtest.run.Result;
import io.plenum.loadtest.run.Rule;
import io.plenum.loadtest.run.Sample;
import io.plenum.loadtest.run.ServerReading;
import io.plenum.loadtest.run.Step;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/// The result for programs. Figures that could not be had are null.
public final class JsonReport {
    private static final double PERCENT = 100;

    private static final Map<String, Double> PERCENTILES =
            new TreeMap<>(Map.of("p50", 50.0, "p90", 90.0, "p99", 99.0, "p99.9", 99.9, "max", 100.0));

    private JsonReport() {}

    public static String of(Result result, List<Bar> bars, Setting setting) {
        JsonArray networks = new JsonArray();
        result.networks().forEach(network -> networks.add(network(network)));
        JsonArray samples = new JsonArray();
        result.samples().forEach(sample -> samples.add(sample(sample)));
        JsonArray steps = new JsonArray();
        result.steps().forEach(step -> steps.add(step(step)));
        JsonArray limits = new JsonArray();
        bars.forEach(bar -> limits.add(bar(bar, result)));
        JsonArray rules = new JsonArray();
        for (Rule rule : Rule.values()) {
            rules.add(rule(rule, result));
        }
        return new JsonObject()
                .put("scenario", ScenarioJson.of(result.scenario(), setting))
                .put("seconds", result.seconds())
                .put("total", counts(result.counts()))
                .put("networks", networks)
                .put("join", join(result))
                .put("guests", result.isVisited() ? guests(result) : null)
                .put("server", server(result))
                .put("encryption", new JsonArray(result.encryptions()))
                .put("toolLateMs", result.longestTickMillis())
                .put("starvedSeconds", result.starvedSeconds())
                .put("starvedPercent", result.starvedRatio() * PERCENT)
                .put("met", result.meets(bars))
                .put("rules", rules)
                .put("bars", limits)
                .put("steps", steps)
                .put("rampEnd", result.rampEnd().orElse(null))
                .put("samples", samples)
                .encodePrettily();
    }

    private static JsonObject bar(Bar bar, Result result) {
        return new JsonObject()
                .put("name", bar.name())
                .put("limit", bar.limit())
                .put("value", finite(bar.value().applyAsDouble(result)))
                .put("unknown", bar.whyUnknown(result).orElse(null))
                .put("met", bar.isMetBy(result));
    }

    /// Of all the time, not only of what is measured.
    private static JsonObject rule(Rule rule, Result result) {
        return new JsonObject()
                .put("name", rule.words())
                .put("broken", rule.broken(result))
                .put("met", rule.isKeptBy(result));
    }

    private static JsonObject counts(Counts counts) {
        return new JsonObject()
                .put("packets", counts.packets())
                .put("bytes", counts.bytes())
                .put("sent", counts.sent())
                .put("unsent", counts.unsent())
                .put("unreceived", counts.unreceived())
                .put("retransmitted", counts.retransmitted())
                .put("lost", counts.lost())
                .put("repaired", counts.repaired())
                .put("late", counts.late())
                .put("lossByNumbersPercent", counts.lossByNumbers() * PERCENT)
                .put("needed", counts.needed())
                .put("missing", counts.missing())
                .put("lossByCountsPercent", counts.needed() == 0 ? null : counts.lossByCounts() * PERCENT)
                .put("lossPercent", counts.lossRatio() * PERCENT)
                .put("duplicates", counts.duplicates())
                .put("damaged", counts.damaged())
                .put("strange", counts.strange())
                .put("keyFramesAsked", counts.keyFramesAsked())
                .put("latencyMs", latency(counts));
    }

    private static JsonObject network(NetworkResult network) {
        return new JsonObject()
                .put("name", network.network())
                .put("people", network.people())
                .put("total", counts(network.counts()))
                .put("starvedPercent", network.starvedRatio() * PERCENT)
                .put("emulator", network.isStraight() ? null : emulator(network.emulator()));
    }

    private static JsonObject emulator(EmulatorSample emulator) {
        return new JsonObject()
                .put("down", link(emulator.down()))
                .put("up", link(emulator.up()))
                .put("unsent", emulator.unsent())
                .put("lateMs", emulator.lateMillis());
    }

    private static JsonObject link(LinkStatistics link) {
        return new JsonObject()
                .put("packets", link.packets())
                .put("delivered", link.delivered())
                .put("lost", link.lost())
                .put("overflowed", link.overflowed())
                .put("maxQueueMs", link.maxQueueMillis());
    }

    /// Empty when nothing that carries the time of its sending arrived.
    private static JsonObject latency(Counts counts) {
        JsonObject latency = new JsonObject();
        if (counts.latency().getTotalCount() == 0) {
            return latency;
        }
        PERCENTILES.forEach((name, percentile) -> latency.put(name, counts.latencyMillis(percentile)));
        return latency;
    }

    private static JsonObject join(Result result) {
        return new JsonObject()
                .put("people", result.joins().size())
                .put("failed", result.failed())
                .put("unfinished", result.unfinished())
                .put("failures", new JsonArray(result.failures()))
                .mergeIn(joinTimes(result::joinMillis));
    }

    private static JsonObject joinTimes(ToDoubleBiFunction<Function<JoinTimes, Duration>, Double> millis) {
        return new JsonObject()
                .put("answerP95Ms", finite(millis.applyAsDouble(JoinTimes::answered, 95.0)))
                .put("connectedP95Ms", finite(millis.applyAsDouble(JoinTimes::connected, 95.0)))
                .put("firstMediaP50Ms", finite(millis.applyAsDouble(JoinTimes::firstMedia, 50.0)))
                .put("firstMediaP95Ms", finite(millis.applyAsDouble(JoinTimes::firstMedia, 95.0)))
                .put("serverP50Ms", finite(millis.applyAsDouble(JoinTimes::server, 50.0)))
                .put("serverP95Ms", finite(millis.applyAsDouble(JoinTimes::server, 95.0)));
    }

    /// What their coming took them, and cost those who were there.
    private static JsonObject guests(Result result) {
        return new JsonObject()
                .put("people", result.guestJoins().size())
                .mergeIn(joinTimes(result::guestJoinMillis))
                .put("latencyBesideMs", latency(result.busy()))
                .put("latencyBeforeMs", latency(result.calm()))
                .put("busyRatio", finite(result.busyRatio()));
    }

    private static JsonObject server(Result result) {
        return new JsonObject()
                .put("watched", result.watched())
                .put("cores", finite(result.serverCores()))
                .put("cpuMicrosPerPacket", finite(result.cpuMicrosPerPacket()))
                .put("residentBytesPerParticipant", finite(result.residentBytesPerParticipant()));
    }

    private static JsonObject step(Step step) {
        return new JsonObject()
                .put("participants", step.participants())
                .put("held", step.held())
                .put("missed", new JsonArray(step.missed()))
                .put("failures", new JsonArray(step.failures()))
                .put("serverCores", finite(step.serverCores()))
                .put("counts", counts(step.counts()));
    }

    private static JsonObject sample(Sample sample) {
        return new JsonObject()
                .put("at", sample.atSeconds())
                .put("seconds", sample.seconds())
                .put("measured", sample.measured())
                .put("present", sample.crowd().present())
                .put("streamsWanted", sample.crowd().streams().wanted())
                .put("streamsStarved", sample.crowd().streams().starved())
                .put("slotsByLayer", new JsonArray(sample.crowd().slotsByLayer()))
                .put("serverCores", finite(sample.serverCores()))
                .put(
                        "residentBytes",
                        sample.server()
                                .map(ServerReading::residentBytes)
                                .filter(Double::isFinite)
                                .orElse(null))
                .put("threads", sample.server().map(ServerReading::threads).orElse(null))
                .put(
                        "descriptors",
                        sample.server().map(ServerReading::descriptors).orElse(null))
                .put("counts", counts(sample.crowd().counts()));
    }

    /// JSON has no NaN.
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
