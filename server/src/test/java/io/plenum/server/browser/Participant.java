package io.plenum.server.browser;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/// One person in a browser: publishes the picture and the tone of its [Role], sees and hears the others. Owned by one
/// test thread.
final class Participant implements AutoCloseable {
    private final Role role;
    private final Browser browser;

    /// Opens a page of the server's, so that the server's own SDK and content security policy are in force, and puts
    /// the instruments into it.
    Participant(Role role, Browser browser, ServerProcess server) {
        this.role = role;
        this.browser = browser;
        browser.open(server.page("/health"));
        List.of("picture.js", "tone.js", "participant.js").forEach(browser::inject);
    }

    String name() {
        return role.name();
    }

    void join(String room) {
        browser.evaluate("participant.join(" + options(room).encode() + ")");
    }

    /// Publishes a picture of that size, which the SDK sends in several sizes where it is large enough.
    void join(String room, int width, int height) {
        JsonObject size = new JsonObject().put("width", width).put("height", height);
        browser.evaluate("participant.join(" + options(room).put("size", size).encode() + ")");
    }

    /// The same, with the picture encoded in a way of its own.
    void join(String room, int width, int height, JsonObject camera) {
        JsonObject size = new JsonObject().put("width", width).put("height", height);
        JsonObject options = options(room).put("size", size).put("camera", camera);
        browser.evaluate("participant.join(" + options.encode() + ")");
    }

    /// The same, with a picture that costs as many bits as a camera's.
    void joinBusily(String room, int width, int height) {
        JsonObject size = new JsonObject().put("width", width).put("height", height);
        JsonObject options = options(room).put("size", size).put("busy", true);
        browser.evaluate("participant.join(" + options.encode() + ")");
    }

    /// With a voice encoded in a way of its own.
    void joinSpeaking(String room, String codec) {
        JsonObject options = options(room).put("microphone", new JsonObject().put("codec", codec));
        browser.evaluate("participant.join(" + options.encode() + ")");
    }

    private JsonObject options(String room) {
        return new JsonObject()
                .put("room", room)
                .put("name", role.name())
                .put("cast", Role.cast())
                .put("audioSlots", 3)
                .put("videoSlots", 4);
    }

    void leave() {
        browser.evaluate("participant.leave()");
    }

    Observation observe() {
        return new Observation(browser.evaluate("participant.observe()"));
    }

    /// For how long the machine has kept this browser from running since then.
    long stalledMillisSince(Observation then) {
        return browser.evaluate("({ms: participant.stalledSince(" + then.at() + ")})")
                .getLong("ms");
    }

    /// The longest time for which somebody's picture has stood still here since then.
    long pauseMillisSince(Participant other, Observation then) {
        String mid = then.mid(other.name());
        return browser.evaluate("({ms: participant.pauseSince('" + mid + "', " + then.at() + ")})")
                .getLong("ms");
    }

    /// What the server has told it of what arrives, and why it is not better.
    JsonObject quality() {
        return browser.evaluate("participant.quality()");
    }

    /// Shows somebody's picture so high.
    void look(Participant other, int height) {
        browser.evaluate("participant.look('" + other.name() + "', " + height + ")");
    }

    /// Waits until somebody's picture comes so high. On a failure the sender's own view of its layers and the server's
    /// of this viewer tell whose fault it is.
    Observation awaitHeight(Participant sender, int height, Duration limit) {
        try {
            return Await.until(
                    this + " sees " + sender + " in " + height + " lines",
                    limit,
                    this::observe,
                    now -> now.frameHeight(sender.name()) == height);
        } catch (AssertionError tooLate) {
            throw new AssertionError(
                    "sent: " + sender.evaluate("participant.layers()") + ", the server says: " + quality(), tooLate);
        }
    }

    void dropSocket() {
        browser.evaluate("participant.dropSocket()");
    }

    /// As when the device has changed its network.
    void restartIce() {
        browser.evaluate("void dispatchEvent(new Event('online'))");
    }

    JsonObject evaluate(String expression) {
        return browser.evaluate(expression);
    }

    List<String> console() {
        return browser.console();
    }

    void kill() {
        browser.kill();
    }

    @Override
    public void close() {
        browser.close();
    }

    @Override
    public String toString() {
        return role.name() + " (" + browser + ")";
    }
}
