package io.plenum.bwe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SentPacketsTest {
    private final SentPackets packets = new SentPackets();

    @Test
    void findsBySixteenBitsAcrossTheWrap() {
        for (long sequence = 65_500; sequence < 65_600; sequence++) {
            packets.add(sequence, (int) (sequence - 65_000), 3, sequence * 1_000);
        }
        int slot = packets.find(65_550 & 0xFFFF);
        assertEquals(550, packets.size(slot));
        assertEquals(65_550_000, packets.sentNanos(slot));
        assertEquals(3, packets.cluster(slot));
    }

    @Test
    void growsWhileTheLastSecondsDoNotFit() {
        for (int i = 0; i < 5_000; i++) {
            packets.add(i, 100 + i % 1_000, 0, i * 100_000L);
        }
        assertEquals(100, packets.size(packets.find(0)));
        assertEquals(1_099, packets.size(packets.find(4_999)));
    }

    @Test
    void staysSmallWhenOldPacketsMayGo() {
        for (int i = 0; i < 5_000; i++) {
            packets.add(i, 100, 0, i * Units.SECOND);
        }
        assertEquals(SentPackets.UNKNOWN, packets.find(0));
        assertNotEquals(SentPackets.UNKNOWN, packets.find(4_999));
    }

    @Test
    void knowsNothingOfTheSkippedTheFutureAndTheForgotten() {
        packets.add(10, 100, 0, 0);
        packets.add(12, 100, 0, 0);
        assertEquals(SentPackets.UNKNOWN, packets.find(11));
        assertEquals(SentPackets.UNKNOWN, packets.find(13));
        packets.forget(packets.find(12));
        assertEquals(SentPackets.UNKNOWN, packets.find(12));
    }

    @Test
    void aLongJumpForgetsEverything() {
        packets.add(10, 100, 0, 0);
        packets.add(1_000_000, 100, 0, 0);
        assertEquals(SentPackets.UNKNOWN, packets.find(999_999 & 0xFFFF));
        assertNotEquals(SentPackets.UNKNOWN, packets.find(1_000_000 & 0xFFFF));
    }
}
