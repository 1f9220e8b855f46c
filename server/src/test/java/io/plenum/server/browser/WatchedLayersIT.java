package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A browser stops sending the layers of its camera that nobody watches, and sends them again when somebody does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchedLayersIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> RIDS = List.of("q", "h", "f");

    /// Large enough for three layers, and no larger, to spare the machine.
    private static final int WIDTH = 960;

    private static final int HEIGHT = 540;

    private ServerProcess server;

    @BeforeAll
    void startServer() {
        Needs.privateNetwork();
        server = new ServerProcess();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.stopCleanly();
        }
    }

    @Test
    void chromiumSwitchesItsLayersOffAndOn() {
        Needs.program(ChromiumBrowser.EXECUTABLE);
        switchesOffAndOn("watched-chromium", ChromiumBrowser::new);
    }

    @Test
    void firefoxSwitchesItsLayersOffAndOn() {
        Needs.program(FirefoxBrowser.EXECUTABLE);
        switchesOffAndOn("watched-firefox", FirefoxBrowser::new);
    }

    private void switchesOffAndOn(String room, Supplier<Browser> launch) {
        try (Participant sender = new Participant(Role.ANN, launch.get(), server)) {
            sender.join(room, WIDTH, HEIGHT);
            watch(sender, true, true, true);
            awaitFrames(sender, "q");

            watch(sender, true, false, false);
            awaitStates(sender, true, false, false);
            int before = frames(sender, "f");
            awaitFrames(sender, "q");
            assertTrue(frames(sender, "f") - before <= 1, "what was being encoded was the last");

            sender.evaluate("void participant.refuseParameters(2)");
            watch(sender, false, false, false);
            awaitStates(sender, false, false, false);

            watch(sender, true, true, true);
            watch(sender, true, false, false);
            watch(sender, false, true, false);
            awaitStates(sender, false, true, false);
            awaitFrames(sender, "h");

            sender.restartIce();
            watch(sender, true, true, false);
            awaitStates(sender, true, true, false);
            awaitFrames(sender, "q");
            assertEquals(
                    List.of(),
                    sender.console().stream()
                            .filter(line -> line.matches("(error|exception)\\b.*"))
                            .toList());
        }
    }

    private static void watch(Participant sender, boolean... watched) {
        JsonObject layers = new JsonObject();
        for (int i = 0; i < RIDS.size(); i++) {
            layers.put(RIDS.get(i), watched[i]);
        }
        sender.evaluate("void participant.watch(" + layers.encode() + ")");
    }

    private static void awaitStates(Participant sender, boolean... active) {
        Await.until(sender + " has switched its layers", SOON, () -> encodings(sender), now -> {
            boolean all = true;
            for (int i = 0; i < RIDS.size(); i++) {
                all &= now.getJsonObject(RIDS.get(i)).getBoolean("active") == active[i];
            }
            return all;
        });
    }

    /// Some more frames of that layer than now.
    private static void awaitFrames(Participant sender, String rid) {
        int before = frames(sender, rid);
        Await.until(
                sender + " sends " + rid,
                SOON,
                () -> encodings(sender),
                now -> now.getJsonObject(rid).getInteger("frames") >= before + 10);
    }

    private static int frames(Participant sender, String rid) {
        return encodings(sender).getJsonObject(rid).getInteger("frames");
    }

    private static JsonObject encodings(Participant sender) {
        return sender.evaluate("participant.encodings()");
    }
}
