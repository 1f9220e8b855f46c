package io.plenum.server.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeapBoundTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void anEmptyServerHasTheLeast() {
        assertEquals(128 * MEGABYTE, HeapBound.after(0, YoungRoom.LEAST));
        assertEquals(128 * MEGABYTE, HeapBound.after(30 * MEGABYTE, YoungRoom.LEAST));
    }

    /// Below what is alive the collector would never rest.
    @Test
    void theBoundStaysWellAboveWhatIsAlive() {
        for (long alive = 0; alive < 4_096; alive += 16) {
            assertTrue(HeapBound.after(alive * MEGABYTE, 0) >= alive * MEGABYTE * 5 / 4);
        }
    }
}
