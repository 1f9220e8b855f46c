package io.plenum.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.codec.Vp8Descriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Vp8LayersTest {
    private static final boolean SYNC = true;

    private final Vp8Layers layers = new Vp8Layers();
    private final Vp8Descriptor descriptor = new Vp8Descriptor();

    @BeforeEach
    void theBaseLayerPlays() {
        layers.aim(0);
        layers.restart(100);
        assertTrue(keeps(100, 0, false));
    }

    private boolean keeps(long sequence, int temporal, boolean sync) {
        byte[] payload = {(byte) 0x90, (byte) 0xE0, (byte) 0x80, 1, 1, (byte) (temporal << 6 | (sync ? 0x20 : 0)), 1, 0
        };
        assertTrue(descriptor.wrap(payload, 0, payload.length));
        return layers.keeps(descriptor, sequence);
    }

    @Test
    void layersAboveAreLeftOut() {
        assertFalse(keeps(101, 2, SYNC));
        assertFalse(keeps(102, 1, SYNC));
        assertTrue(keeps(103, 0, false));
    }

    @Test
    void theWayUpNeedsAFrameThatRefersToTheBaseOnly() {
        layers.aim(2);
        assertFalse(keeps(101, 1, false));
        assertFalse(keeps(102, 2, SYNC), "the layer between is not there yet");
        assertTrue(keeps(103, 1, SYNC));
        assertFalse(keeps(104, 2, false));
        assertTrue(keeps(105, 2, SYNC));
        assertEquals(2, layers.current());
    }

    @Test
    void whatComesLateIsJudgedAsInItsTime() {
        layers.aim(1);
        assertTrue(keeps(105, 1, SYNC));
        assertFalse(keeps(103, 1, SYNC), "it was left out when it was due");
        layers.aim(0);
        assertFalse(keeps(110, 1, false));
        assertTrue(keeps(108, 1, false), "it belongs to a frame that began to go on");
    }
}
