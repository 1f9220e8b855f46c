package io.plenum.server.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class YoungRoomTest {
    private final YoungRoom room = new YoungRoom();

    @Test
    void aBusyCollectorGetsTwiceTheRoomEachTimeUpToALimit() {
        assertEquals(2 * YoungRoom.LEAST, room.after(0.5));
        assertEquals(4 * YoungRoom.LEAST, room.after(0.2));
        for (int i = 0; i < 10; i++) {
            room.after(1);
        }
        assertEquals(YoungRoom.MOST, room.after(1));
    }

    @Test
    void whenTheCrowdIsThereTheRoomIsGivenBack() {
        room.after(1);
        assertEquals(2 * YoungRoom.LEAST, room.after(0.05));
        assertEquals(YoungRoom.LEAST, room.after(0.01));
        assertEquals(YoungRoom.LEAST, room.after(0));
    }

    /// Or it would be taken away and given again every other time.
    @Test
    void halfTheRoomDoesNotMakeAnIdleCollectorABusyOne() {
        assertTrue(2 * YoungRoom.IDLE < YoungRoom.BUSY);
    }
}
