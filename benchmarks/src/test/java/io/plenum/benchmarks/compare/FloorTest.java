package io.plenum.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FloorTest {
    private static final Workload WORKLOAD = Workload.meeting(8).withRooms(2);

    /// 2 rooms, 8 senders, 7 others, 20 packets a second each.
    private static final double PER_SECOND = 2 * 8 * 7 * 20;

    private static final Measurement SEEN =
            new Measurement(Map.of(Figure.PACKETS_PER_SECOND, PER_SECOND, Figure.BYTES_PER_PACKET, 900.0), "");

    private static final Terms TERMS = Terms.of(1, 1, 2);

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
        assertEquals(1, floor.get(Figure.PACKETS_PER_SECOND) / PER_SECOND, 0.1);
        assertTrue(floor.get(Figure.CPU_MICROS) > 0);
        assertEquals(0, floor.get(Figure.LOSS_PERCENT));
    }

    @Test
    void aCountSurvivesItsWayThroughTheOutput() {
        FloorCount count = new FloorCount(4_000, 3);
        assertEquals(Optional.empty(), FloorCount.in("begin"));
        assertEquals(Optional.of(count), FloorCount.in("begin\n" + count.line() + "\n"));
    }

    @Test
    void aFloorThatCouldNotSendIsNone() throws IOException {
        assertEquals(0.0005, new FloorCount(9_995, 5).whole().failedShare(), 1e-9);
        IOException failure = assertThrows(IOException.class, () -> new FloorCount(9_900, 100).whole());
        assertEquals("the floor could not send 100 of 10000 packets", failure.getMessage());
    }
}
