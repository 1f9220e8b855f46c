package io.plenum.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LayerSelectorTest {
    private final LayerSelector selector = new LayerSelector();

    @Test
    void nothingGoesBeforeALayerIsWanted() {
        assertEquals(Verdict.DROP, selector.select(0, true));
        assertFalse(selector.waiting());
    }

    @Test
    void aLayerBeginsOnlyWhereADecoderCan() {
        selector.restart(0);
        assertEquals(Verdict.DROP, selector.select(0, false));
        assertTrue(selector.waiting());
        assertEquals(Verdict.SWITCH, selector.select(0, true));
        selector.switched(0);
        assertEquals(Verdict.FORWARD, selector.select(0, false));
        assertFalse(selector.waiting());
    }

    @Test
    void theOldLayerGoesOnUntilTheNewOneCanBegin() {
        selector.restart(0);
        selector.switched(0);
        selector.aim(2);
        assertEquals(Verdict.FORWARD, selector.select(0, true));
        assertEquals(Verdict.DROP, selector.select(1, true));
        assertEquals(Verdict.DROP, selector.select(2, false));
        assertEquals(Verdict.SWITCH, selector.select(2, true));
        selector.switched(2);
        assertEquals(Verdict.DROP, selector.select(0, true));
    }

    @Test
    void aVerdictChangesNothing() {
        selector.restart(1);
        assertEquals(selector.select(1, true), selector.select(1, true));
        assertEquals(LayerSelector.NONE, selector.current());
    }
}
