package io.plenum.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PacketPoolTest {
    private static final int MANY = 50_000;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

    @Test
    void thereAreNoMorePacketsThanItsLimit() {
        PacketPool pool = new PacketPool(2);
        Packet first = Objects.requireNonNull(pool.take());
        assertNotNull(pool.take());
        assertNull(pool.take());
        assertEquals(2, pool.inUse());
        first.release();
        assertEquals(first, pool.take());
    }

    /// All of them in use, and all given back.
    @Test
    void aPacketTakesAsMuchOfTheHeapAsItSays() {
        long before = used();
        PacketPool pool = new PacketPool(MANY);
        List<Packet> taken = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            taken.add(Objects.requireNonNull(pool.take()));
        }
        taken.forEach(Packet::release);
        taken = List.of();
        long each = (used() - before) / MANY;
        assertEquals(0, pool.inUse() + taken.size());
        assertTrue(each > Packet.CAPACITY && each <= PacketPool.PACKET_BYTES, "bytes of each: " + each);
    }

    private long used() {
        System.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
