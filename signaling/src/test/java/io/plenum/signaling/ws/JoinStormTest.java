package io.plenum.signaling.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.config.SignalingConfig.Rooms;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Hundreds who come into one room as fast as they can.
class JoinStormTest {
    private static final int PEOPLE = 300;

    /// A change that waits the longest is told a second after the one before.
    private static final int SLOWEST_SECONDS = 60;

    private final SignalingConfig config = new SignalingConfig(
            TestServer.OPEN.http(), new Rooms(PEOPLE, 1), TestServer.OPEN.authSecret(), TestServer.OPEN.times());

    @Test
    void whoWasThereFirstLearnsOfAllInFewMessages() {
        List<TestClient> crowd = new ArrayList<>();
        try (TestServer server = new TestServer(config)) {
            for (int i = 0; i < PEOPLE; i++) {
                crowd.add(new TestClient(server));
                crowd.getLast().join("webinar", "viewer-" + i);
            }
            TestClient first = crowd.getFirst();
            Set<String> known = new HashSet<>();
            int messages = 0;
            int total = 0;
            while (known.size() < PEOPLE - 1 || total < PEOPLE) {
                JsonObject message = first.next("participants");
                messages++;
                total = message.getInteger("total");
                for (Object who : message.getJsonArray("here", new JsonArray())) {
                    known.add(((JsonObject) who).getString("name"));
                }
            }
            assertEquals(PEOPLE, total);
            assertTrue(messages <= SLOWEST_SECONDS, "messages: " + messages);
        } finally {
            crowd.forEach(TestClient::close);
        }
    }
}
