package io.plenum.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LayerSelectorTest {
    private final LayerSelector selector = new LayerSelector();

    private Verdict select(int layer, boolean startsHere) {
        return selector.select(layer, layer < selector.target(), startsHere);
    }

    @Test
    void nothingGoesBeforeALayerIsWanted() {
        assertEquals(Verdict.DROP, select(0, true));
        assertFalse(selector.waiting());
    }

    @Test
    void aLayerBeginsOnlyWhereADecoderCan() {
        selector.restart(0);
        assertEquals(Verdict.DROP, select(0, false));
        assertTrue(selector.waiting());
        assertEquals(Verdict.SWITCH, select(0, true));
        selector.switched(0);
        assertEquals(Verdict.FORWARD, select(0, false));
        assertFalse(selector.waiting());
    }

    @Test
    void theOldLayerGoesOnUntilTheNewOneCanBegin() {
        selector.restart(0);
        selector.switched(0);
        selector.aim(2);
        assertEquals(Verdict.FORWARD, select(0, true));
        assertEquals(Verdict.DROP, select(1, true));
        assertEquals(Verdict.DROP, select(2, false));
        assertEquals(Verdict.SWITCH, select(2, true));
        selector.switched(2);
        assertEquals(Verdict.DROP, select(0, true));
    }

    @Test
    void aVerdictChangesNothing() {
        selector.restart(1);
        assertEquals(select(1, true), select(1, true));
        assertEquals(LayerSelector.NONE, selector.current());
    }

    @Test
    void whatWasLeftDoesNotGoOn() {
        selector.restart(2);
        selector.switched(2);
        selector.aim(1);
        selector.leave();
        assertEquals(Verdict.DROP, select(2, true));
        assertEquals(Verdict.SWITCH, select(0, true), "a lower one is better than nothing");
        assertEquals(Verdict.SWITCH, select(1, true));
    }
}
