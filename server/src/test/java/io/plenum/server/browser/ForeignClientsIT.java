package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// aiortc and GStreamer publish by WHIP and receive by WHEP, with a browser in the room.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignClientsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String AIORTC = "aiortc";
    private static final String GSTREAMER = "gstreamer";

    private ServerProcess server;
    private Participant ann;

    @BeforeAll
    void start() {
        Needs.privateNetwork();
        Needs.program(ChromiumBrowser.EXECUTABLE);
        assumeTrue(ForeignClient.installed("aiortc", "numpy"), "python3-aiortc is not installed");
        assumeTrue(ForeignClient.installed("gi", "gi.repository.Gst"), "GStreamer for Python is not installed");
        server = new ServerProcess();
        ann = new Participant(Role.ANN, new ChromiumBrowser(), server);
    }

    @AfterAll
    void stop() {
        if (ann != null) {
            ann.close();
        }
        if (server != null) {
            server.stopCleanly();
        }
    }

    @Test
    void theyPublishToABrowserAndReceiveItAndEachOther() {
        ann.join("mixed");
        try (ForeignClient fay = publish(AIORTC, "mixed", Role.FAY);
                ForeignClient gus = publish(GSTREAMER, "mixed", Role.GUS)) {
            awaitSeeingAndHearing(Role.FAY, Role.GUS);
            try (ForeignClient first = ForeignClient.receive(AIORTC, server.page("/whep/mixed"), 3, 4);
                    ForeignClient second = ForeignClient.receive(GSTREAMER, server.page("/whep/mixed"), 3, 4)) {
                first.awaitSeeingAndHearing(Role.ANN, Role.FAY, Role.GUS);
                second.awaitSeeingAndHearing(Role.ANN, Role.FAY, Role.GUS);
                assertEquals(200, first.leave());
                assertEquals(200, second.leave());
            }
            assertEquals(200, fay.leave());
            assertEquals(200, gus.leave());
        }
        Await.until("Ann is alone", PATIENCE, ann::observe, now -> now.knows(List.of()) && !now.hasSlotFor("Gus"));
        ann.leave();
    }

    private ForeignClient publish(String program, String room, Role role) {
        return ForeignClient.publish(program, server.page("/whip/" + room + "/" + role.name()), role);
    }

    private void awaitSeeingAndHearing(Role... roles) {
        List<String> names = List.of(roles).stream().map(Role::name).toList();
        Await.until("Ann sees and hears " + names, PATIENCE, ann::observe, now -> now.seesAndHears(names));
    }

    @Test
    void aReceiverOfOneParticipantWaitsUntilItIsThere() {
        try (ForeignClient first = ForeignClient.receive(AIORTC, server.page("/whep/late/Gus"), 1, 1);
                ForeignClient second = ForeignClient.receive(GSTREAMER, server.page("/whep/late/Fay"), 1, 1)) {
            first.awaitConnected();
            second.awaitConnected();
            try (ForeignClient gus = publish(GSTREAMER, "late", Role.GUS);
                    ForeignClient fay = publish(AIORTC, "late", Role.FAY)) {
                first.awaitSeeingAndHearing(Role.GUS);
                second.awaitSeeingAndHearing(Role.FAY);
                assertEquals(200, first.leave());
                assertEquals(200, second.leave());
                assertEquals(200, gus.leave());
                assertEquals(200, fay.leave());
            }
        }
    }
}
