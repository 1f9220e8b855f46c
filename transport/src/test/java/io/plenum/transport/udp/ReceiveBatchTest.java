package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.plenum.memory.PacketPool;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ReceiveBatchTest {
    /// How many datagrams come joined is for the kernel to say, and 64 have become 128 before.
    @Test
    void moreThanAKernelEverJoinedIsDropped() {
        Counters counters = new Counters();
        PacketPool pool = new PacketPool(ReceiveBatch.MOST + 1);
        ReceiveBatch batch = new ReceiveBatch(pool, counters);
        InetSocketAddress source = new InetSocketAddress(Ports.LOOPBACK, 9);
        for (int i = 0; i < ReceiveBatch.MOST; i++) {
            assertNotNull(batch.add(10, source, ReceiveBatch.NOT_ASKED));
        }
        assertNull(batch.add(10, source, ReceiveBatch.NOT_ASKED));
        assertEquals(ReceiveBatch.MOST, batch.size());
        assertEquals(ReceiveBatch.MOST, pool.inUse());
        assertEquals(1, counters.get(DropReason.NO_PACKET_MEMORY));
    }
}
