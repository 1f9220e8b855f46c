package io.plenum.server.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/// Firefox by WebDriver BiDi.
final class FirefoxBrowser implements Browser {
    static final String EXECUTABLE = "firefox-esr";

    /// What its fake microphone hums.
    static final int TONE_HZ = 1_700;

    /// No dialogues, nothing that calls home, sound without a click, a made-up camera and microphone without
    /// asking. Nothing here touches ICE: what Firefox sends and accepts is what it would at home.
    private static final String PREFERENCES = """
            user_pref("app.update.enabled", false);
            user_pref("browser.shell.checkDefaultBrowser", false);
            user_pref("browser.startup.homepage_override.mstone", "ignore");
            user_pref("datareporting.policy.dataSubmissionEnabled", false);
            user_pref("devtools.jsonview.enabled", false);
            user_pref("media.autoplay.blocking_policy", 0);
            user_pref("media.autoplay.default", 0);
            user_pref("media.gmp-manager.updateEnabled", false);
            user_pref("media.navigator.audio.fake_frequency", %d);
            user_pref("media.navigator.permission.disabled", true);
            user_pref("media.navigator.streams.fake", true);
            user_pref("network.captive-portal-service.enabled", false);
            user_pref("network.connectivity-service.enabled", false);
            user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
            """.formatted(TONE_HZ);

    private final BrowserProcess process;
    private final CommandSocket socket;
    private final Console console = new Console();
    private final String context;

    FirefoxBrowser() {
        process = launch();
        socket = new CommandSocket(process.address().resolve("/session"), this::onEvent);
        call("session.new", new JsonObject().put("capabilities", new JsonObject()));
        call("session.subscribe", new JsonObject().put("events", new JsonArray().add("log.entryAdded")));
        context = call("browsingContext.getTree", new JsonObject())
                .getJsonArray("contexts")
                .getJsonObject(0)
                .getString("context");
        call(
                "browsingContext.setViewport",
                inContext().put("viewport", new JsonObject().put("width", 1280).put("height", 800)));
    }

    private static BrowserProcess launch() {
        try {
            Path profile = Files.createTempDirectory("plenum-firefox-");
            Files.writeString(profile.resolve("user.js"), PREFERENCES);
            return new BrowserProcess(
                    List.of(
                            EXECUTABLE,
                            "--headless",
                            "--no-remote",
                            "--remote-debugging-port=0",
                            "--profile",
                            profile.toString(),
                            "about:blank"),
                    profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject call(String method, JsonObject params) {
        return socket.call(new JsonObject().put("method", method).put("params", params));
    }

    private JsonObject inContext() {
        return new JsonObject().put("context", context);
    }

    private void onEvent(JsonObject event) {
        JsonObject params = event.getJsonObject("params", new JsonObject());
        console.add(params.getString("level") + " " + params.getString("text"));
    }

    @Override
    public void open(URI page) {
        call("browsingContext.navigate", inContext().put("url", page.toString()).put("wait", "complete"));
    }

    @Override
    public String run(String script) {
        JsonObject reply = call(
                "script.evaluate",
                new JsonObject()
                        .put("expression", script)
                        .put("target", inContext())
                        .put("awaitPromise", true)
                        .put("userActivation", true));
        if (!"success".equals(reply.getString("type"))) {
            throw new IllegalStateException(
                    script + ": " + reply.getJsonObject("exceptionDetails").encode());
        }
        return reply.getJsonObject("result").getString("value");
    }

    @Override
    public byte[] screenshot() {
        return Base64.getDecoder()
                .decode(call("browsingContext.captureScreenshot", inContext()).getString("data"));
    }

    @Override
    public List<String> console() {
        return console.lines();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        socket.close();
        process.close();
    }

    @Override
    public String toString() {
        return "Firefox";
    }
}
