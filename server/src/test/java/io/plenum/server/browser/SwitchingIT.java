package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A minute of changes between layers, one every two seconds, in each way a browser sends layers: the picture never
/// stops, and the viewer's decoder never meets anything that it cannot decode.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwitchingIT {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final long CHANGE_EVERY_MILLIS = 2_000;
    private static final Duration CHANGED_WITHIN = Duration.ofSeconds(20);

    /// A browser begins carefully and sends its largest picture only when it trusts its link.
    private static final Duration FULL_SIZE_WITHIN = Duration.ofSeconds(60);

    /// Large enough for three layers in each codec, divisible without a rest, and no larger, to spare the machine.
    private static final int HEIGHT = 576;

    private static final int[] PARTS = {4, 1, 2, 1, 4, 2};

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

    static Stream<Arguments> cameras() {
        return Stream.of(
                Arguments.of("VP8 simulcast", camera("video/VP8")),
                Arguments.of("VP9 SVC", camera("video/VP9").put("scalabilityMode", "L3T3")),
                Arguments.of("VP9 K-SVC", camera("video/VP9").put("scalabilityMode", "L3T3_KEY")),
                Arguments.of("AV1 SVC", camera("video/AV1").put("scalabilityMode", "L3T3")));
    }

    private static JsonObject camera(String codec) {
        return new JsonObject().put("codec", codec).put("maxBitrate", 1_200_000);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cameras")
    void aMinuteOfChangesIsSeenByNobody(String name, JsonObject camera) {
        String room = name.replace(' ', '-');
        try (Participant sender = new Participant(Role.ANN, new ChromiumBrowser(), server);
                Participant viewer = new Participant(Role.BOB, new ChromiumBrowser(), server)) {
            sender.join(room, HEIGHT * 16 / 9, HEIGHT, camera);
            viewer.join(room);
            Await.until(
                    viewer + " sees " + sender, CHANGED_WITHIN, viewer::observe, now -> now.number(sender.name()) >= 0);
            viewer.look(sender, HEIGHT);
            Observation before = viewer.awaitHeight(sender, HEIGHT, FULL_SIZE_WITHIN);
            long end = System.nanoTime() + MINUTE.toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                long next = System.nanoTime()
                        + Duration.ofMillis(CHANGE_EVERY_MILLIS).toNanos();
                int part = PARTS[i % PARTS.length];
                viewer.look(sender, HEIGHT / part);
                viewer.awaitHeight(sender, HEIGHT / part, CHANGED_WITHIN);
                Await.time(next);
            }
            Observation after = viewer.observe();
            String what = before + " then " + after;
            Smoothness.assertSmooth(viewer, sender, before, after);
            assertEquals(before.keyFrameRequests(sender.name()), after.keyFrameRequests(sender.name()), what);
            assertEquals(before.negotiations(), after.negotiations(), what);
        }
    }
}
