package io.plenum.transport;

import static io.plenum.transport.World.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.core.PeerId;
import io.plenum.transport.ice.IceTimers;
import io.plenum.transport.openssl.LibCrypto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Links that come and go leave nothing behind.
class ChurnTest {
    private static final int CYCLES = 200;
    private static final int AT_ONCE = 10;

    @Test
    void twoHundredLinksLeaveNothingBehind() throws IOException {
        int contexts = LibCrypto.liveContexts();
        try (World world = new World()) {
            churn(world, 1_000, AT_ONCE); // what is made once is there from now on
            long threads = threads();
            for (int cycle = 0; cycle < CYCLES; cycle += AT_ONCE) {
                churn(world, 2_000 + cycle, AT_ONCE);
            }
            assertEquals(0, world.shard().links());
            Await.until("all routes are gone", () -> world.shard().routes() == 0);
            Await.until("all packets are given back", () -> world.shard().packetsInUse() == 0);
            // Of what was there before, something may still have been ending.
            Await.until("all keys are given back", () -> LibCrypto.liveContexts() <= contexts);
            Await.until("ice4j looks after nobody any more", () -> IceTimers.soon() == 0);
            Await.until("the threads are as before", () -> threads() == threads);
            world.connect(ANN);
        }
    }

    private static void churn(World world, long firstPeer, int links) {
        List<TestClient> clients = new ArrayList<>();
        for (long peer = firstPeer; peer < firstPeer + links; peer++) {
            TestClient client = world.client();
            client.link().connect(world.open(new PeerId(peer), client));
            clients.add(client);
        }
        for (int i = 0; i < links; i++) {
            PeerId peer = new PeerId(firstPeer + i);
            world.awaitConnected(peer, clients.get(i));
            if (i % 2 == 0) {
                clients.get(i).link().close();
            } else {
                world.shard().close(peer);
            }
            Await.until("closed", () -> world.reports().saw(peer, LinkState.CLOSED));
        }
    }

    /// ice4j shares a pool among all agents, and the JDK's virtual threads have carriers: these come and go by
    /// themselves.
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("ice4j.") && !name.startsWith("ForkJoinPool"))
                .count();
    }
}
