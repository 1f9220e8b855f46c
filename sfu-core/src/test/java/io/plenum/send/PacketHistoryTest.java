package io.plenum.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketHistoryTest {
    private static final int CAPACITY = 8;
    private static final long MS = 1_000_000L;

    private final PacketPool pool = new PacketPool(1_000);
    private final PacketHistory history = new PacketHistory(CAPACITY);

    private Packet add(long sequence, long atMillis) {
        Packet packet = Objects.requireNonNull(pool.take());
        history.add(sequence, packet, atMillis * MS);
        packet.release();
        return packet;
    }

    @Test
    void whatWasAddedIsFoundUnderItsNumber() {
        Packet ten = add(10, 0);
        Packet twelve = add(12, 0);
        assertSame(ten, history.get(10));
        assertSame(twelve, history.get(12));
        assertNull(history.get(11));
        assertNull(history.get(10 + CAPACITY));
        assertEquals(12, history.newest());
    }

    @Test
    void theOldestGivesWayToTheNewest() {
        for (int sequence = 100; sequence < 120; sequence++) {
            add(sequence, 0);
        }
        assertNull(history.get(111));
        assertEquals(CAPACITY, history.size());
        assertEquals(CAPACITY, pool.inUse());
    }

    @Test
    void aLatePacketFindsItsPlaceUnlessItIsTooLate() {
        add(100, 0);
        add(103, 0);
        Packet late = add(101, 0);
        assertSame(late, history.get(101));
        add(103 - CAPACITY, 0);
        assertNull(history.get(103 - CAPACITY));
        assertEquals(3, pool.inUse());
    }

    @Test
    void aJumpLetsGoOfEverythingBefore() {
        add(100, 0);
        add(101, 0);
        add(1_000_000, 0);
        assertNull(history.get(100));
        assertEquals(1, pool.inUse());
    }

    @Test
    void whatIsTooOldIsLetGo() {
        add(100, 0);
        add(102, 500);
        history.expire(999 * MS);
        assertEquals(2, history.size());
        history.expire(1_000 * MS);
        assertEquals(1, history.size());
        assertNull(history.get(100));
        history.expire(1_500 * MS);
        assertEquals(0, pool.inUse());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void packetsAreNeitherLostNorKeptWhateverHappens(long seed) {
        Random random = new Random(seed);
        long sequence = 70_000;
        for (int i = 0; i < 5_000; i++) {
            sequence += random.nextInt(100) == 0 ? 70_000 : random.nextInt(4) - 1;
            add(sequence, i);
            if (random.nextInt(20) == 0) {
                history.expire((i - random.nextInt(1_100)) * MS);
            }
            assertEquals(history.size(), pool.inUse(), "seed " + seed);
            assertTrue(history.size() <= CAPACITY, "seed " + seed);
        }
        history.clear();
        assertEquals(0, pool.inUse(), "seed " + seed);
        assertEquals(0, history.size(), "seed " + seed);
    }
}
