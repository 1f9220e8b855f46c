package io.plenum.loadtest.report;

import io.plenum.loadtest.scenario.NetworkShare;
import io.plenum.loadtest.scenario.Ramp;
import io.plenum.loadtest.scenario.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// What was tested, and how: all that it takes to repeat a run, or to know which others it may be compared with.
final class ScenarioJson {
    private static final double MILLIS_PER_SECOND = 1e3;

    private ScenarioJson() {}

    static JsonObject of(Scenario scenario, Setting setting) {
        JsonArray networks = new JsonArray();
        scenario.networks().forEach(share -> networks.add(network(share)));
        return new JsonObject()
                .put("name", scenario.name())
                .put("target", named(setting.target()))
                .put("threads", setting.threads())
                .put("rooms", scenario.rooms())
                .put("people", scenario.people())
                .put("viewers", scenario.viewers())
                .put("split", scenario.split())
                .put("camera", scenario.camera().toString())
                .put("recordings", named(setting.recordings()))
                .put("audioSlots", scenario.audioSlots())
                .put("videoSlots", scenario.videoSlots())
                .put("layout", scenario.layout().name().toLowerCase(Locale.ROOT))
                .put("turnSeconds", seconds(scenario.turn()))
                .put("joinsPerSecond", scenario.joinsPerSecond())
                .put("patienceSeconds", seconds(scenario.patience()))
                .put("churnPerSecond", scenario.churnPerSecond())
                .put("staySeconds", seconds(scenario.stay()))
                .put("elsewhere", scenario.elsewhere())
                .put("calmSeconds", seconds(scenario.calm()))
                .put("warmUpSeconds", seconds(scenario.warmUp()))
                .put("durationSeconds", seconds(scenario.duration()))
                .put("networks", networks)
                .put("ramp", scenario.ramp().map(ScenarioJson::ramp).orElse(null))
                .put("checked", scenario.checked())
                .put("sample", scenario.sample())
                .put("seed", scenario.seed());
    }

    private static JsonObject named(Map<String, String> words) {
        JsonObject named = new JsonObject();
        words.forEach(named::put);
        return named;
    }

    private static JsonObject network(NetworkShare share) {
        return new JsonObject().put("name", share.network().key()).put("percent", share.percent());
    }

    private static JsonObject ramp(Ramp ramp) {
        return new JsonObject()
                .put("step", ramp.step())
                .put("holdSeconds", seconds(ramp.hold()))
                .put("meetings", ramp.meetings());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS_PER_SECOND;
    }
}
