package io.plenum.server.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Chromium by the DevTools protocol.
final class ChromiumBrowser implements Browser {
    static final String EXECUTABLE = "chromium";

    /// Nothing but the page: no first-run dialogues, no services that call home, no sandbox (it refuses to run for
    /// root), no throttling of what it takes for background pages, sound without a click, nothing in the
    /// shared memory, which containers keep small.
    private static final List<String> OPTIONS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--autoplay-policy=no-user-gesture-required",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--window-size=1280,800",
            "--remote-debugging-port=0");

    private final BrowserProcess process;
    private final CommandSocket socket;
    private final Console console = new Console();
    private final String session;

    ChromiumBrowser() {
        process = launch();
        socket = new CommandSocket(process.address(), this::onEvent);
        session = attach();
        call("Page.enable", new JsonObject());
        call("Runtime.enable", new JsonObject());
    }

    private static BrowserProcess launch() {
        try {
            Path profile = Files.createTempDirectory("plenum-chromium-");
            List<String> command = new ArrayList<>(List.of(EXECUTABLE));
            command.addAll(OPTIONS);
            command.add("--user-data-dir=" + profile);
            command.add("about:blank");
            return new BrowserProcess(command, profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String attach() {
        String page = socket.call(new JsonObject()
                        .put("method", "Target.createTarget")
                        .put("params", new JsonObject().put("url", "about:blank")))
                .getString("targetId");
        return socket.call(new JsonObject()
                        .put("method", "Target.attachToTarget")
                        .put("params", new JsonObject().put("targetId", page).put("flatten", true)))
                .getString("sessionId");
    }

    private JsonObject call(String method, JsonObject params) {
        return socket.call(
                new JsonObject().put("sessionId", session).put("method", method).put("params", params));
    }

    private void onEvent(JsonObject event) {
        JsonObject params = event.getJsonObject("params", new JsonObject());
        switch (event.getString("method", "")) {
            case "Runtime.consoleAPICalled" -> console.add(line(params));
            case "Runtime.exceptionThrown" ->
                console.add(
                        "exception " + params.getJsonObject("exceptionDetails").encode());
            default -> {}
        }
    }

    private static String line(JsonObject params) {
        StringBuilder line = new StringBuilder(params.getString("type"));
        JsonArray values = params.getJsonArray("args");
        for (int i = 0; i < values.size(); i++) {
            JsonObject value = values.getJsonObject(i);
            line.append(' ').append(value.getValue("value", value.getString("description", "?")));
        }
        return line.toString();
    }

    @Override
    public void open(URI page) {
        JsonObject navigated = call("Page.navigate", new JsonObject().put("url", page.toString()));
        if (navigated.containsKey("errorText")) {
            throw new IllegalStateException(page + ": " + navigated.getString("errorText"));
        }
        run("document.readyState === 'complete' ? '' : "
                + "new Promise(loaded => addEventListener('load', () => loaded('')))");
    }

    @Override
    public String run(String script) {
        JsonObject reply = call(
                "Runtime.evaluate",
                new JsonObject()
                        .put("expression", script)
                        .put("awaitPromise", true)
                        .put("userGesture", true)
                        .put("returnByValue", true));
        if (reply.containsKey("exceptionDetails")) {
            throw new IllegalStateException(
                    script + ": " + reply.getJsonObject("exceptionDetails").encode());
        }
        return reply.getJsonObject("result").getString("value");
    }

    @Override
    public byte[] screenshot() {
        JsonObject reply = call("Page.captureScreenshot", new JsonObject().put("format", "png"));
        return Base64.getDecoder().decode(reply.getString("data"));
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
        return "Chromium";
    }
}
