package io.plenum.loadtest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final int HEADER = 20;
    private static final int LENGTH = 900;

    private final CRC32 crc = new CRC32();
    private final byte[] packet = new byte[1_500];
    private final Seal seal = new Seal(7);

    SealTest() {
        new Random(1).nextBytes(packet);
    }

    @Test
    void aPacketTellsItsSourceNumberAndTime() {
        seal.put(packet.clone(), HEADER, LENGTH);
        int end = seal.put(packet, HEADER, LENGTH);
        seal.send(packet, end, 12_345_678_901L);
        assertEquals(LENGTH + Seal.LENGTH, end);
        assertTrue(Seal.isIn(packet, HEADER, end));
        assertTrue(Seal.isIntact(crc, packet, HEADER, end));
        assertEquals(7, Seal.source(packet, end));
        assertEquals(1, Seal.counter(packet, end));
        assertEquals(12_345_678_901L, Seal.sentNanos(packet, end));
    }

    @Test
    void aRetransmissionKeepsTheTimeOfTheFirstCopy() {
        int end = seal.put(packet, HEADER, LENGTH);
        byte[] kept = packet.clone();
        seal.send(packet, end, 1_000);
        seal.send(kept, end, 2_000);
        assertEquals(1_000, Seal.sentNanos(kept, end));
        assertTrue(Seal.isIntact(crc, kept, HEADER, end));
    }

    @Test
    void everyDamagedBitBehindTheDescriptorShows() {
        int end = seal.put(packet, HEADER, LENGTH);
        seal.send(packet, end, 1_000);
        for (int at = HEADER + 48; at < end; at++) {
            packet[at] ^= 4;
            boolean found = !Seal.isIn(packet, HEADER, end) || !Seal.isIntact(crc, packet, HEADER, end);
            packet[at] ^= 4;
            assertTrue(found, "byte " + at);
        }
    }

    @Test
    void theDescriptorIsTheServers() {
        int end = seal.put(packet, HEADER, LENGTH);
        seal.send(packet, end, 1_000);
        packet[HEADER + 2] ^= 4;
        assertTrue(Seal.isIntact(crc, packet, HEADER, end));
    }

    @Test
    void aStrangersPacketHasNone() {
        assertFalse(Seal.isIn(packet, HEADER, LENGTH));
        assertFalse(Seal.isIn(packet, HEADER, HEADER + 3));
    }
}
