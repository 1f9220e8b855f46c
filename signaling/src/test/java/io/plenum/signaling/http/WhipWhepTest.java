package io.plenum.signaling.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command;
import io.plenum.core.Command.Wish;
import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.config.SignalingConfig.Rooms;
import io.plenum.signaling.media.LinkState;
import io.plenum.signaling.media.MediaUnavailable;
import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.sdp.SessionDescription;
import io.plenum.signaling.support.RecordedOffers;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestHttp;
import io.plenum.signaling.support.TestServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Publishing and receiving by plain HTTP.
class WhipWhepTest {
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final String CREDENTIALS = "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n";

    private TestServer server = new TestServer(TestServer.OPEN);
    private final TestHttp http = new TestHttp();

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(SignalingConfig config) {
        server.close();
        server = new TestServer(config);
    }

    private HttpResponse<String> publish(String path) {
        return http.post(server, path, RecordedOffers.read("gstreamer-publish-vp8-opus-sendonly"));
    }

    private static String location(HttpResponse<String> created) {
        assertEquals(201, created.statusCode(), created.body());
        return created.headers().firstValue("Location").orElseThrow();
    }

    private static String etag(HttpResponse<String> reply) {
        return reply.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void aPublisherGetsAnAnswerAndASession() throws SdpException {
        HttpResponse<String> created = publish("/whip/standup/Ann");
        assertTrue(location(created).startsWith("/whip/standup/sessions/"));
        assertEquals(
                "application/sdp", created.headers().firstValue("Content-Type").orElseThrow());
        SessionDescription answer = SessionDescription.parse(created.body());
        assertEquals(2, answer.media().size());
        assertTrue(answer.media().stream().allMatch(media -> media.attributes().has("recvonly")));
        assertEquals(2, server.plane().commands(Command.Publish.class).size());
    }

    @Test
    void othersSeeAPublisherUnderItsNameAndSeeItLeave() {
        try (TestClient bob = new TestClient(server)) {
            bob.join("standup", "Bob");
            String session = location(publish("/whip/standup/Ann%20B"));
            bob.nextHere("Ann B", 2);
            assertEquals(200, http.delete(server, session).statusCode());
            assertEquals("left", bob.nextLeft().getString("reason"));
            assertEquals(404, http.delete(server, session).statusCode());
        }
    }

    @Test
    void aSendrecvOfferIsAnsweredForItsRoleOnly() throws SdpException {
        String offer = RecordedOffers.read("aiortc-publish-sendrecv");
        SessionDescription whip =
                SessionDescription.parse(http.post(server, "/whip/a", offer).body());
        assertTrue(whip.media().stream().allMatch(media -> media.attributes().has("recvonly")));
        assertTrue(server.plane().commands(Command.OpenSlots.class).isEmpty());
        SessionDescription whep =
                SessionDescription.parse(http.post(server, "/whep/a", offer).body());
        assertTrue(whep.media().stream().allMatch(media -> media.attributes().has("sendonly")));
        assertEquals(1, server.plane().commands(Command.OpenSlots.class).size());
    }

    @Test
    void aViewerOfTheRoomGetsAllItsSlots() {
        location(http.post(server, "/whep/standup", RecordedOffers.read("gstreamer-receive-recvonly")));
        assertEquals(
                7,
                server.plane()
                        .commands(Command.OpenSlots.class)
                        .getFirst()
                        .slots()
                        .size());
        assertTrue(server.plane().commands(Command.View.class).isEmpty(), "the engine fills by itself");
    }

    @Test
    void aViewerByNameFollowsThatParticipant() throws InterruptedException {
        location(http.post(server, "/whep/standup/Ann", RecordedOffers.read("aiortc-receive-recvonly")));
        PeerId viewer = server.plane().commands(Command.Join.class).getFirst().peer();
        assertEquals(new Command.View(viewer, List.of(), false, false), lastView(viewer));

        publish("/whip/standup/Bob");
        String first = location(publish("/whip/standup/Ann"));
        assertEquals(tracksOf(2), wished(viewer), "Ann's, not Bob's");

        String second = location(publish("/whip/standup/Ann"));
        assertEquals(tracksOf(3), wished(viewer), "the later Ann");

        http.delete(server, second);
        assertEquals(tracksOf(2), wished(viewer), "the earlier Ann again");
        http.delete(server, first);
        assertEquals(List.of(), wished(viewer));
    }

    private Command.View lastView(PeerId viewer) {
        return server.plane().commands(Command.View.class).stream()
                .filter(view -> view.peer().equals(viewer))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private List<TrackId> wished(PeerId viewer) {
        Command.View view = lastView(viewer);
        assertFalse(view.fillVideo() || view.fillAudio());
        assertTrue(view.wishes().stream().allMatch(wish -> wish.width() > 0 && wish.height() > 0));
        return view.wishes().stream().map(Wish::track).toList();
    }

    private List<TrackId> tracksOf(int join) {
        PeerId peer = server.plane().commands(Command.Join.class).get(join).peer();
        return server.plane().commands(Command.Publish.class).stream()
                .filter(publish -> publish.peer().equals(peer))
                .map(publish -> publish.track().id())
                .toList();
    }

    @Test
    void candidatesAreTakenAndARestartGetsNewCredentials() {
        HttpResponse<String> created = publish("/whip/standup");
        String session = location(created);
        String candidate = "a=mid:0\r\na=candidate:1 1 udp 2015363327 192.0.2.10 56883 typ host\r\n";
        assertEquals(
                204,
                http.patch(server, session, FRAGMENT, candidate, Optional.empty())
                        .statusCode());
        assertEquals(
                204,
                http.patch(server, session, FRAGMENT, candidate, Optional.of(etag(created)))
                        .statusCode());

        assertEquals(
                428,
                http.patch(server, session, FRAGMENT, CREDENTIALS, Optional.empty())
                        .statusCode());
        assertEquals(
                412,
                http.patch(server, session, FRAGMENT, CREDENTIALS, Optional.of("\"old\""))
                        .statusCode());
        assertEquals(List.of(), server.plane().restarted());
        HttpResponse<String> restarted = http.patch(server, session, FRAGMENT, CREDENTIALS, Optional.of(etag(created)));
        assertEquals(200, restarted.statusCode());
        assertTrue(restarted.body().contains("a=ice-ufrag:"), restarted.body());
        assertNotEquals(etag(created), etag(restarted));
        assertEquals(1, server.plane().restarted().size());
        assertEquals(
                412,
                http.patch(server, session, FRAGMENT, candidate, Optional.of(etag(created)))
                        .statusCode());
        assertEquals(
                204,
                http.patch(server, session, FRAGMENT, CREDENTIALS, Optional.of("*"))
                        .statusCode());
    }

    @Test
    void whatIsWrongIsSaidByAStatusAndACode() {
        String offer = RecordedOffers.read("chromium-meeting");
        refused(400, "bad-offer", http.post(server, "/whip/standup", "v=0\r\nnonsense"));
        refused(400, "bad-offer", http.post(server, "/whip/standup", ""));
        refused(400, "bad-request", http.post(server, "/whip/stand%20up", offer));
        refused(400, "bad-request", http.post(server, "/whip/standup/a%0Ab", offer));
        refused(413, "bad-request", http.post(server, "/whip/standup", "x".repeat(300_000)));
        refused(415, "bad-request", http.post(server, "/whip/standup", "text/plain", offer));
        refused(409, "bad-offer", http.post(server, "/whip/standup", RecordedOffers.read("chromium-recvonly")));
        refused(409, "bad-offer", http.post(server, "/whep/standup", RecordedOffers.read("aiortc-publish-sendonly")));
        refused(404, "not-joined", http.delete(server, "/whip/standup/sessions/none"));
        String session = location(publish("/whip/standup"));
        refused(415, "bad-request", http.patch(server, session, "text/plain", "a=mid:0\r\n", Optional.empty()));
        refused(400, "bad-offer", http.patch(server, session, FRAGMENT, "nonsense", Optional.empty()));
        refused(404, "not-joined", http.delete(server, session.replace("standup", "other")));
        assertEquals(1, server.signaling().snapshot().participants());
    }

    private static void refused(int status, String code, HttpResponse<String> reply) {
        assertEquals(status, reply.statusCode(), reply.body());
        assertEquals(code, new JsonObject(reply.body()).getString("code"));
    }

    @Test
    void aFullRoomAndAFailingMediaPathLeaveNobodyBehind() {
        restart(new SignalingConfig(
                TestServer.OPEN.http(), new Rooms(1, 1), Optional.empty(), TestServer.OPEN.times()));
        server.plane().breakDown();
        HttpResponse<String> broken = publish("/whip/a");
        refused(500, "internal", broken);
        assertEquals(0, server.signaling().snapshot().participants());
        server.plane().refuse(MediaUnavailable.Reason.FULL);
        refused(503, "server-full", publish("/whip/a"));
        assertEquals(0, server.signaling().snapshot().participants());
        server.plane().repair();
        location(publish("/whip/a"));
        HttpResponse<String> full = publish("/whip/a");
        refused(503, "room-full", full);
        assertTrue(full.headers().firstValue("Retry-After").isPresent());
        refused(503, "server-full", publish("/whip/b"));
    }

    @Test
    void aSessionThatNeverConnectsLeavesByItself() throws InterruptedException {
        restart(TestServer.BRIEF_CONNECT);
        String session = location(publish("/whip/standup"));
        server.plane().await(plane -> !plane.closed().isEmpty());
        refused(404, "not-joined", http.delete(server, session));
        assertEquals(0, server.signaling().snapshot().rooms());
    }

    @Test
    void aSessionThatFallsSilentOrFailsLeavesByItself() throws InterruptedException {
        restart(TestServer.BRIEF_WINDOW);
        location(publish("/whip/standup"));
        PeerId silent = server.plane().openTransports().getFirst();
        server.plane().link(silent, LinkState.CONNECTED);
        server.plane().link(silent, LinkState.DISCONNECTED);
        server.plane().await(plane -> plane.closed().contains(silent));

        location(publish("/whip/standup"));
        PeerId failing = server.plane().openTransports().getFirst();
        server.plane().link(failing, LinkState.CONNECTED);
        server.plane().link(failing, LinkState.FAILED);
        server.plane().await(plane -> plane.closed().contains(failing));
    }

    @Test
    void onlyAllowedPagesGetIn() {
        HttpResponse<String> preflight = http.preflight(server, "/whip/standup", "https://meet.example");
        assertEquals(204, preflight.statusCode());
        assertEquals(
                "application/sdp", preflight.headers().firstValue("Accept-Post").orElseThrow());
        assertEquals(
                "https://meet.example",
                preflight.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
        assertEquals(
                403,
                http.preflight(server, "/whip/standup", "https://evil.example").statusCode());
        assertEquals(
                204,
                http.preflight(server, "/whep/a/b", "http://127.0.0.1:" + server.port())
                        .statusCode());
    }

    @Test
    void theServersOwnPagesAreServedBesides() {
        assertEquals("ok", http.get(server, "/health").body());
    }
}
