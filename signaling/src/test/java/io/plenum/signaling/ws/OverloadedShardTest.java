package io.plenum.signaling.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.config.SignalingConfig.Rooms;
import io.plenum.signaling.config.SignalingConfig.Spread;
import io.plenum.signaling.media.LinkState;
import io.plenum.signaling.support.RecordedOffers;
import io.plenum.signaling.support.TestClient;
import io.plenum.signaling.support.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// People are told to come to another shard when theirs has too much to do; who, and when, is in `room.MovingTest`.
class OverloadedShardTest {
    private static final int ENOUGH_TO_MOVE = 10;

    private static final SignalingConfig OFTEN = new SignalingConfig(
            TestServer.OPEN.http(),
            new Rooms(100, 10, new Spread(100, 70, Duration.ofMillis(20))),
            TestServer.OPEN.authSecret(),
            TestServer.OPEN.times());

    private final TestServer server = new TestServer(OFTEN);
    private final List<TestClient> people = new ArrayList<>();

    @AfterEach
    void stop() {
        people.forEach(TestClient::close);
        server.close();
    }

    @Test
    void aShardWithTooMuchToDoIsLeftOneByOne() {
        for (int i = 0; i < ENOUGH_TO_MOVE; i++) {
            join("chromium-meeting");
        }
        server.plane().load(0, 0.9);
        for (TestClient one : people) {
            assertEquals("failed", one.next("media").getString("state"));
        }
        people.getFirst().offer(RecordedOffers.read("firefox-meeting"));
        assertEquals(1, server.plane().shardsUsed().getLast());
    }

    /// Comes in and is connected.
    private void join(String offer) {
        TestClient client = new TestClient(server);
        people.add(client);
        client.join("standup", "p" + people.size());
        client.offer(RecordedOffers.read(offer));
        server.plane().link(lastPeer(), LinkState.CONNECTED);
        assertEquals("connected", client.next("media").getString("state"));
    }

    private PeerId lastPeer() {
        return server.plane().commands(Command.Join.class).getLast().peer();
    }
}
