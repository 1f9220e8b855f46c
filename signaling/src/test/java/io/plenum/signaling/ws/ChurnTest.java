package io.plenum.signaling.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.core.Command;
import io.plenum.signaling.stats.SignalingStats.Snapshot;
import io.plenum.signaling.support.RecordedOffers;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestHttp;
import io.plenum.signaling.support.TestServer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/// After many have come and gone, nothing of them is left.
class ChurnTest {
    private static final int ROUNDS = 500;

    @Test
    void fiveHundredJoinsAndLeavesLeaveAllTablesEmpty() throws InterruptedException {
        String offer = RecordedOffers.read("chromium-meeting");
        try (TestServer server = new TestServer(TestServer.BRIEF_WINDOW)) {
            TestHttp http = new TestHttp();
            for (int round = 0; round < ROUNDS; round++) {
                switch (round % 3) {
                    case 0 -> leaves(server, offer);
                    case 1 -> dies(server, offer);
                    default -> http.delete(server, published(http, server));
                }
            }
            server.plane().await(plane -> plane.openTransports().isEmpty());
            assertEquals(ROUNDS, server.plane().commands(Command.Leave.class).size());
            assertEquals(0, TestServer.await(server.signaling().entries()));
            Snapshot end = server.signaling().snapshot();
            assertEquals(0, end.rooms() + end.participants() + end.httpSessions());
            assertEquals(ROUNDS, end.joins());
            assertEquals(ROUNDS, end.leaves());
        }
    }

    private static void leaves(TestServer server, String offer) {
        try (TestClient client = new TestClient(server)) {
            client.join("churn", "Ann");
            client.offer(offer);
            client.send(new JsonObject().put("type", "leave"));
            client.next("ok");
        }
    }

    private static void dies(TestServer server, String offer) {
        try (TestClient client = new TestClient(server)) {
            client.join("churn", "Ann");
            client.offer(offer);
            client.kill();
        }
    }

    private static String published(TestHttp http, TestServer server) {
        return http.post(server, "/whip/churn", RecordedOffers.read("aiortc-publish-sendonly"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }
}
