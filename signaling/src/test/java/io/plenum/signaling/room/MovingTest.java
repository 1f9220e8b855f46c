package io.plenum.signaling.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.media.LinkState;
import io.plenum.signaling.media.MediaReport;
import io.plenum.signaling.negotiate.Rights;
import io.plenum.signaling.protocol.Outgoing;
import io.plenum.signaling.protocol.Refusal;
import io.plenum.signaling.stats.SignalingStats;
import io.plenum.signaling.support.RecordedOffers;
import io.plenum.signaling.support.RecordingMediaPlane;
import io.plenum.signaling.support.TestServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who of a room is asked to come to another shard, look by look.
class MovingTest {
    private static final String PUBLISHER = "chromium-meeting";
    private static final String VIEWER = "chromium-recvonly";
    private static final String ANOTHER_BROWSER = "firefox-recvonly";

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final RecordingMediaPlane plane = new RecordingMediaPlane();
    private final ConferenceDirectory directory =
            new ConferenceDirectory(vertx, loop, plane, SignalingConfig.DEFAULTS, new SignalingStats());

    /// Who has been told that its transport is lost, in this order.
    private final List<String> asked = new ArrayList<>();

    private final class Person implements Client {
        private final String name;

        Person(String name) {
            this.name = name;
        }

        @Override
        public void send(Outgoing message) {
            if (new String(message.utf8(), StandardCharsets.UTF_8).contains("\"failed\"")) {
                asked.add(name);
            }
        }

        @Override
        public void end(Refusal reason) {
            throw new AssertionError(name + " is put out: " + reason.getMessage());
        }
    }

    @AfterEach
    void close() {
        TestServer.await(vertx.close());
    }

    @Test
    void whoPublishesNothingGoesFirstAndThenTheLastWhoCame() {
        comeIn("p", PUBLISHER, 6);
        comeIn("viewer", VIEWER, 2);
        comeIn("q", PUBLISHER, 2);
        overload();
        look(Relocation.LOOKS);
        assertEquals(List.of("viewer0"), asked);
        look(1);
        assertEquals(List.of("viewer0", "viewer1"), asked, "one at a look");
        look(2);
        assertEquals(List.of("viewer0", "viewer1", "q1", "q0"), asked);
        look(100);
        assertEquals(10, asked.size(), "each is asked once");
    }

    @Test
    void whoMovesIsPlacedElsewhereAndNotSentAwayTwice() {
        comeIn("p", PUBLISHER, 9);
        Seat viewer = comeIn("viewer", VIEWER);
        PeerId before = viewer.participant().session().peer();
        overload();
        look(Relocation.LOOKS);
        report(before, LinkState.CLOSED); // its browser has closed the old peer connection
        offer(viewer, ANOTHER_BROWSER);
        assertEquals(1, viewer.participant().session().shard());
        assertEquals(List.of(before), plane.closed());
        assertEquals(
                List.of(before),
                plane.commands(Command.Leave.class).stream()
                        .map(Command.Leave::peer)
                        .toList());
        report(viewer.participant().session().peer(), LinkState.CONNECTED);
        assertEquals(List.of("viewer"), asked);
        report(viewer.participant().session().peer(), LinkState.FAILED);
        assertEquals(List.of("viewer", "viewer"), asked, "a real failure is told");
    }

    /// It cannot move, or knows no better: all goes on, and what happens later is told.
    @Test
    void whoStaysIsToldWhenItsTransportIsReallyLost() {
        comeIn("p", PUBLISHER, 9);
        PeerId deaf = comeIn("deaf", PUBLISHER).participant().session().peer();
        overload();
        look(Relocation.LOOKS);
        plane.load(0, 0);
        report(deaf, LinkState.DISCONNECTED);
        report(deaf, LinkState.CONNECTED);
        report(deaf, LinkState.FAILED);
        assertEquals(List.of("deaf", "deaf"), asked);
    }

    @Test
    void aSmallRoomStaysTogether() {
        comeIn("p", PUBLISHER, 9);
        overload();
        look(100);
        assertEquals(List.of(), asked);
        plane.load(0, 0);
        comeIn("p9", PUBLISHER);
        overload();
        look(100);
        assertEquals(10, asked.size());
    }

    @Test
    void whoIsNotConnectedIsLeftAlone() {
        comeIn("p", PUBLISHER, 9);
        Seat late = comeIn("late", PUBLISHER);
        report(late.participant().session().peer(), LinkState.DISCONNECTED);
        overload();
        look(Relocation.LOOKS);
        assertEquals(List.of("p8"), asked);
    }

    private void overload() {
        plane.load(0, 0.9);
        plane.load(1, 0.1);
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            onLoop(() -> {
                directory.lookAtShards();
                return true;
            });
        }
    }

    private void comeIn(String names, String offer, int count) {
        for (int i = 0; i < count; i++) {
            comeIn(names + i, offer);
        }
    }

    private Seat comeIn(String name, String offer) {
        Admission admission =
                new Admission("standup", name, Rights.ALL, Optional.of(new Person(name)), Optional.empty());
        Seat seat = onLoop(() -> directory.join(admission));
        offer(seat, offer);
        report(seat.participant().session().peer(), LinkState.CONNECTED);
        return seat;
    }

    private void offer(Seat seat, String offer) {
        Future<Answer> answer = onLoop(() -> seat.offer(Offers.read(RecordedOffers.read(offer)), List.of()));
        TestServer.await(answer);
    }

    private void report(PeerId peer, LinkState state) {
        onLoop(() -> {
            directory.reports(List.of(new MediaReport.Link(peer, state)));
            return true;
        });
    }

    /// Where everything of signaling is done.
    private <T> T onLoop(Callable<T> what) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(_ -> {
            try {
                done.complete(what.call());
            } catch (Exception e) {
                done.fail(e);
            }
        });
        return TestServer.await(done.future());
    }
}
