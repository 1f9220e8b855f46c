package io.plenum.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorTest {
    private static final double NONE = Double.NaN;
    private static final Workload WORKLOAD = Workload.MEETING.withRooms(2);

    /// 2 rooms, 8 senders, 7 others, 20 packets a second each, in 2 seconds.
    private static final Measurement SEEN =
            new Measurement(2, 2 * 8 * 7 * 40, 2 * 8 * 7 * 40 * 900L, 1, NONE, NONE, NONE, NONE, NONE, 0, 0);

    private static final Terms TERMS = new Terms(Duration.ofSeconds(1), Duration.ofSeconds(2), 1);

    @Test
    void aPlanSurvivesItsWayThroughTheCommandLine() {
        FloorPlan plan = FloorPlan.of(WORKLOAD, SEEN, TERMS);
        assertEquals(new FloorPlan(2, 8, 8, 20, 900, 1, 2), plan);
        assertEquals(plan, FloorPlan.parse(plan.arguments()));
    }

    @Test
    void itSendsAsMuchAsTheServerDid() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "native UDP is for Linux");
        Measurement floor =
                new FloorContender(InetAddress.getLoopbackAddress(), List.of(), TERMS, SEEN).measure(WORKLOAD);
        assertEquals(1, floor.packets() / (double) SEEN.packets(), 0.1);
        assertTrue(floor.cpuNanos() > 0);
    }
}
