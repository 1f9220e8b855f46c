package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A camera that is sent in three sizes: a viewer gets the one that fits its tile, and none of the changes shows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayersIT {
    /// A browser begins carefully and sends its largest picture only when it trusts its link.
    private static final Duration FULL_SIZE_WITHIN = Duration.ofSeconds(60);

    private static final Duration CHANGED_WITHIN = Duration.ofSeconds(20);

    private static final int CHANGES = 5;

    /// Large enough for three layers, and no larger, to spare the machine.
    private static final int WIDTH = 960;

    private static final int HEIGHT = 540;
    private static final int QUARTER = HEIGHT / 4;

    private ServerProcess server;

    @BeforeAll
    void startServer() {
        Needs.privateNetwork();
        Needs.program(ChromiumBrowser.EXECUTABLE);
        server = new ServerProcess();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.stopCleanly();
        }
    }

    @Test
    void aViewerOfChromiumGetsTheLayerThatFits() {
        followsTheTile("chromium", Role.ANN, ChromiumBrowser::new);
    }

    @Test
    void aViewerOfFirefoxGetsTheLayerThatFits() {
        Needs.program(FirefoxBrowser.EXECUTABLE);
        followsTheTile("firefox", Role.DAVE, FirefoxBrowser::new);
    }

    private void followsTheTile(String room, Role role, Supplier<Browser> launch) {
        try (Participant sender = new Participant(role, launch.get(), server);
                Participant viewer = new Participant(Role.BOB, new ChromiumBrowser(), server)) {
            sender.join(room, WIDTH, HEIGHT);
            viewer.join(room);
            Await.until(
                    viewer + " sees " + sender, CHANGED_WITHIN, viewer::observe, now -> now.number(role.name()) >= 0);
            viewer.look(sender, HEIGHT);
            Observation before = viewer.awaitHeight(sender, HEIGHT, FULL_SIZE_WITHIN);
            for (int i = 0; i < CHANGES; i++) {
                viewer.look(sender, QUARTER);
                viewer.awaitHeight(sender, QUARTER, CHANGED_WITHIN);
                viewer.look(sender, HEIGHT);
                viewer.awaitHeight(sender, HEIGHT, CHANGED_WITHIN);
            }
            Observation after = viewer.observe();
            String what = before + " then " + after;
            Smoothness.assertSmooth(viewer, sender, before, after);
            assertEquals(before.mid(role.name()), after.mid(role.name()), what);
            assertEquals(before.negotiations(), after.negotiations(), what);
            assertEquals(role.number(), after.number(role.name()), what);
        }
    }
}
