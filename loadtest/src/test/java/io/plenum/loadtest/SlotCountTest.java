package io.plenum.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.core.MediaKind;
import org.junit.jupiter.api.Test;

class SlotCountTest {
    private final SlotCount slot = new SlotCount("sv0", MediaKind.VIDEO);

    @Test
    void anEmptySlotHasLostNothing() {
        assertEquals(0, slot.lost());
    }

    @Test
    void gapsAreCountedAcrossTheWrap() {
        for (int sequence : new int[] {65_533, 65_534, 1, 2}) {
            slot.packet(sequence, 100);
        }
        assertEquals(2, slot.lost());
        assertEquals(4, slot.packets());
        assertEquals(400, slot.bytes());
    }

    @Test
    void aReorderedPacketIsNotLost() {
        for (int sequence : new int[] {10, 12, 11}) {
            slot.packet(sequence, 100);
        }
        assertEquals(0, slot.lost());
    }
}
