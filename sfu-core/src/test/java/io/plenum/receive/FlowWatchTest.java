package io.plenum.receive;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FlowWatchTest {
    private static final long MS = 1_000_000L;

    private final FlowWatch watch = new FlowWatch(2);

    private boolean frame(int layer, long atMillis) {
        return watch.arrived(layer, atMillis * 90, atMillis * MS);
    }

    @Test
    void aLayerFlowsFromItsFirstPacket() {
        assertFalse(watch.flows(0));
        assertTrue(frame(0, 0));
        assertTrue(watch.flows(0));
        assertFalse(frame(0, 33));
    }

    @Test
    void aStopIsNoticedWithinThreeHundredMilliseconds() {
        frame(1, 0);
        long noticed = -1;
        for (long at = 0; at < 1_000 && noticed < 0; at += 33) {
            noticed = frame(0, at) && at > 0 ? at : -1;
        }
        assertTrue(noticed >= 200 && noticed <= 300, "noticed after " + noticed);
        assertFalse(watch.flows(1));
        assertTrue(watch.flows(0));
        assertTrue(frame(1, 1_200));
        assertTrue(watch.flows(1));
    }

    @Test
    void aCameraThatPausesStopsNothing() {
        frame(0, 0);
        frame(1, 0);
        assertFalse(frame(0, 60_000));
        assertFalse(frame(1, 60_001));
    }

    @Test
    void onePictureInASecondStopsNothing() {
        frame(0, 0);
        frame(1, 1);
        for (long at = 1_000; at < 10_000; at += 1_000) {
            assertFalse(frame(0, at));
            assertFalse(frame(1, at + 20));
        }
    }

    @Test
    void aLatePacketOfAStoppedLayerDoesNotBringItBack() {
        frame(1, 100);
        for (long at = 0; at < 500; at += 33) {
            frame(0, at);
        }
        assertFalse(watch.arrived(1, 67 * 90, 500 * MS));
        assertFalse(watch.flows(1));
    }

    @Test
    void aNewBeginningMayHaveEarlierTimestamps() {
        frame(0, 5_000);
        watch.restarted(0);
        watch.arrived(0, 10, 5_100 * MS);
        frame(1, 5_100);
        for (int i = 0; i < 20; i++) {
            watch.arrived(0, 20 + i, (5_133 + 33 * i) * MS);
        }
        assertFalse(watch.flows(1));
    }
}
