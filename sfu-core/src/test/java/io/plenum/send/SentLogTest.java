package io.plenum.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

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
        log.resent(1, 77 * MS);
        assertEquals(77 * MS, log.resentAt(1));
    }
}
