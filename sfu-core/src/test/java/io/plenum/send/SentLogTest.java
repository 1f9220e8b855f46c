package io.plenum.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Codec;
import io.plenum.core.ExtensionMap;
import org.junit.jupiter.api.Test;

class SentLogTest {
    private static final long MS = 1_000_000L;

    private final SentLog log = new SentLog(PacketHistory.VIDEO_PACKETS);
    private final Splice splice = splice(5);

    private static Splice splice(long csrc) {
        return new Splice(
                new PacketHistory(PacketHistory.VIDEO_PACKETS),
                new StreamClock(new PublisherClock(), 90_000),
                ExtensionMap.EMPTY,
                csrc,
                Codec.Family.OPAQUE,
                96,
                97,
                0);
    }

    private void send(int count, long everyNanos) {
        for (int i = 1; i <= count; i++) {
            log.add(i, splice, 1_000 + i, i, i * everyNanos);
        }
    }

    @Test
    void itHasRoomForASecondOfWhatIsSent() {
        send(2_000, 5 * MS);
        assertEquals(256, log.capacity());
        assertEquals(2_800, log.source(1_800));
        assertEquals(1_800, log.change(1_800));
        assertSame(splice, log.splice(1_800));
        assertNull(log.splice(2_000 - 256));
    }

    @Test
    void itStaysSmallWhereLittleIsSent() {
        send(2_000, 20 * MS);
        assertEquals(SentLog.INITIAL_CAPACITY, log.capacity());
    }

    @Test
    void aFloodDoesNotMakeItGrowForEver() {
        send(100_000, 1_000);
        assertEquals(PacketHistory.VIDEO_PACKETS, log.capacity());
    }

    @Test
    void whatWasNeverSentIsNotKnown() {
        assertNull(log.splice(0));
        assertNull(log.splice(1));
        send(1, MS);
        assertNull(log.splice(0));
        assertNull(log.splice(2));
    }

    @Test
    void whatWasLeftOutIsNotTakenForWhatWasThereBefore() {
        send(100, 20 * MS);
        log.add(110, splice, 1_110, 0, 2_020 * MS);
        assertNull(log.splice(105));
        log.add(105, splice, 1_105, 5, 2_030 * MS);
        assertEquals(1_105, log.source(105));
        assertEquals(1_110, log.source(110));
    }

    @Test
    void howAPacketWentOutIsRememberedWhateverBecomesOfIt() {
        send(1, MS);
        assertFalse(log.isWritten(1));
        log.written(1, 0xFF_FFFF, 0xFFFE);
        log.resent(1, 77 * MS);
        assertTrue(log.isWritten(1));
        assertEquals(0xFF_FFFF, log.sendTime(1));
        assertEquals(0xFFFE, log.transport16(1));
        assertEquals(1, log.change(1));
    }

    /// What comes late of a source that was left is in its own splice still.
    @Test
    void aNumberBelongsToTheSpliceInWhichItWasGiven() {
        Splice later = splice(6);
        log.add(10, splice, 1_010, 0, 0);
        log.add(12, later, 7, 0, 0);
        log.add(11, splice, 1_011, 0, 0);
        assertSame(splice, log.splice(10));
        assertSame(splice, log.splice(11));
        assertSame(later, log.splice(12));
        assertSame(later, log.current());
    }

    @Test
    void whenAPacketWasSentAgainIsRemembered() {
        send(1, MS);
        assertFalse(log.isResentWithin(1, 10 * MS, 2 * MS));
        log.resent(1, 77 * MS);
        assertTrue(log.isResentWithin(1, 10 * MS, 86 * MS));
        assertFalse(log.isResentWithin(1, 10 * MS, 87 * MS));
    }
}
