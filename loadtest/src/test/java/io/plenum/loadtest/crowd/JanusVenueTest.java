package io.plenum.loadtest.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.sim.PublisherOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a Janus server is asked, and what becomes of its answers.
class JanusVenueTest {
    private static final long OFTEN_MILLIS = 5;
    private static final long NEVER_MILLIS = 3_600_000;
    private static final int PATIENCE_SECONDS = 20;
    private static final Seat PUBLISHER = Seat.of("room", "ann", PublisherOptions.PERSON, 0, 0, 1);
    private static final Seat VIEWER = Seat.of("room", "bob", PublisherOptions.PERSON.sending(false, false), 3, 5, 2);

    private final Vertx vertx = Vertx.vertx();
    private final JanusDouble janus = new JanusDouble(vertx);

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void aPublisherMakesTheRoomAndPublishes() throws Exception {
        Entrance entrance = opened(PUBLISHER);
        assertEquals(0, get(entrance.enter(PUBLISHER)));
        assertEquals("create", body().getString("request"));
        JsonObject join = body();
        assertEquals("join", join.getString("request"));
        assertEquals("publisher", join.getString("ptype"));
        assertEquals("ann", join.getString("display"));
        assertEquals(JanusRoom.number("room"), join.getInteger("room"));
        assertEquals(JanusDouble.ANSWER, get(entrance.offer("v=0 a=setup:actpass")));
        JsonObject publish = janus.request();
        assertEquals("publish", publish.getJsonObject("body").getString("request"));
        assertEquals(new JsonObject().put("type", "offer").put("sdp", "v=0 a=setup:active"), publish.getValue("jsep"));
    }

    @Test
    void aRoomThatIsThereIsEntered() throws Exception {
        janus.roomExists();
        assertEquals(0, get(opened(PUBLISHER).enter(PUBLISHER)));
    }

    @Test
    void aViewerWatchesThoseWhoPublish() throws Exception {
        Entrance entrance = opened(VIEWER);
        assertTrue(entrance.serverOffers());
        get(entrance.enter(VIEWER));
        assertEquals("create", body().getString("request"));
        assertEquals(JanusDouble.OFFER, get(entrance.invitation(VIEWER)));
        assertEquals("listparticipants", body().getString("request"));
        JsonObject join = body();
        assertEquals("subscriber", join.getString("ptype"));
        JsonArray streams = join.getJsonArray("streams");
        assertEquals(2, streams.size());
        assertTrue(
                streams.contains(new JsonObject().put("feed", 1)) && streams.contains(new JsonObject().put("feed", 3)));
        get(entrance.answer("v=0 ours"));
        JsonObject start = janus.request();
        assertEquals("start", start.getJsonObject("body").getString("request"));
        assertEquals(new JsonObject().put("type", "answer").put("sdp", "v=0 ours"), start.getValue("jsep"));
    }

    @Test
    void whoLeavesEndsTheSession() throws Exception {
        Entrance entrance = opened(PUBLISHER);
        get(entrance.leave());
        assertEquals("destroy", janus.request().getString("janus"));
        get(entrance.closed());
    }

    @Test
    void whatIsRefusedFailsWithItsReason() throws Exception {
        for (String kind : new String[] {"create", "attach"}) {
            janus.refuse(kind);
            assertFailure("refused: " + kind, open(PUBLISHER, NEVER_MILLIS));
        }
        janus.refuse("join");
        assertFailure("refused: join", get(open(PUBLISHER, NEVER_MILLIS)).enter(PUBLISHER));
        janus.refuse("publish");
        assertFailure("refused: publish", get(open(PUBLISHER, NEVER_MILLIS)).offer("v=0"));
        janus.refuse("start");
        assertFailure("refused: start", get(open(VIEWER, NEVER_MILLIS)).answer("v=0"));
    }

    @Test
    void aSessionIsKeptAlive() throws Exception {
        get(open(PUBLISHER, OFTEN_MILLIS));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (janus.keepAlives() < 3 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertTrue(janus.keepAlives() >= 3, janus.keepAlives() + " keep-alives");
    }

    @Test
    void aSessionThatIsLostIsNoticedByTheNextKeepAlive() throws Exception {
        Entrance entrance = get(open(PUBLISHER, OFTEN_MILLIS));
        janus.loseSession();
        assertEquals("No such session 4711", get(entrance.closed()));
    }

    @Test
    void whatEndsASessionIsToldInWords() throws Exception {
        assertEnd("the session has timed out", "{\"janus\":\"timeout\",\"session_id\":4711}");
        assertEnd("Janus ended the media: DTLS alert", "{\"janus\":\"hangup\",\"reason\":\"DTLS alert\"}");
        assertEnd("what it says is no JSON", "hello");
        assertEnd("what it says is no JSON", "[]");
    }

    private void assertEnd(String why, String said) throws Exception {
        Entrance entrance = opened(PUBLISHER);
        janus.say("{\"janus\":\"webrtcup\",\"session_id\":4711}");
        janus.say(said);
        assertEquals(why, get(entrance.closed()));
    }

    @Test
    void whoWaitsForAnAnswerIsToldThatNoneWillCome() throws Exception {
        Entrance entrance = opened(PUBLISHER);
        janus.hangUp();
        assertEquals("the server hung up", get(entrance.closed()));
        assertThrows(ExecutionException.class, () -> get(entrance.enter(PUBLISHER)));
    }

    @Test
    void aParticipantSaysWhyItDidNotGetIn() throws Exception {
        janus.refuse("publish");
        try (Crowd crowd = Crowd.start(own -> new JanusVenue(own, janus.address()), 1, 0)) {
            assertEquals("refused: publish", failure(crowd.join(PUBLISHER).joined()));
        }
    }

    private void assertFailure(String reason, Future<?> future) throws Exception {
        assertEquals(reason, failure(future.toCompletionStage().toCompletableFuture()));
    }

    private static String failure(CompletableFuture<?> future) throws Exception {
        return future.handle((_, failure) -> failure == null ? "it succeeded" : String.valueOf(failure.getMessage()))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Future<? extends Entrance> open(Seat seat, long keepAliveMillis) {
        return new JanusVenue(vertx, janus.address(), keepAliveMillis).open(seat);
    }

    /// With a session and a handle.
    private Entrance opened(Seat seat) throws Exception {
        Entrance entrance = get(open(seat, NEVER_MILLIS));
        assertEquals("create", janus.request().getString("janus"));
        assertEquals("attach", janus.request().getString("janus"));
        return entrance;
    }

    private JsonObject body() throws InterruptedException {
        return janus.request().getJsonObject("body");
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
