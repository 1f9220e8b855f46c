package io.plenum.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReceiveStreamTest {
    private static final long MS = 1_000_000L;
    private static final int LAP = 65_536;

    private final ReceiveStream stream = new ReceiveStream(7, 90_000, true);
    private long now;

    private Arrival accept(int sequence16) {
        now += MS;
        return stream.accept(sequence16, 0, now);
    }

    @Test
    void numbersAreExtendedOverTheWrap() {
        accept(65_535);
        long before = stream.sequence();
        assertEquals(Arrival.NEW, accept(0));
        assertEquals(before + 1, stream.sequence());
    }

    @Test
    void aPacketIsNewOnce() {
        accept(10);
        accept(12);
        assertEquals(Arrival.NEW, accept(11));
        assertEquals(Arrival.DUPLICATE, accept(11));
        assertEquals(Arrival.DUPLICATE, accept(12));
        assertEquals(0, stream.missing().size());
        assertEquals(1, stream.takeLost());
        assertEquals(1, stream.takeRepaired());
    }

    @Test
    void whatIsBeforeTheFirstPacketMayStillCome() {
        accept(10);
        assertEquals(Arrival.NEW, accept(9));
        assertEquals(LAP + 9, stream.sequence());
    }

    @Test
    void whatIsFarBehindIsTooOld() {
        accept(10);
        accept(2_000);
        assertEquals(Arrival.TOO_OLD, accept(11));
        assertEquals(Arrival.NEW, accept(1_999));
    }

    @Test
    void aJumpIsBelievedWhenTheNextPacketConfirmsIt() {
        accept(10);
        assertEquals(Arrival.TOO_OLD, accept(30_000));
        assertEquals(Arrival.NEW, accept(11), "one forged packet changes nothing");
        assertEquals(Arrival.TOO_OLD, accept(40_000));
        long before = LAP + 11;
        assertEquals(Arrival.RESTARTED, accept(40_001));
        assertTrue(stream.sequence() > before);
        assertEquals(Arrival.NEW, accept(40_002));
    }

    @Test
    void numbersGrowOverRestartsEvenDownwards() {
        accept(40_000);
        long before = stream.sequence();
        accept(5);
        assertEquals(Arrival.RESTARTED, accept(6));
        assertTrue(stream.sequence() > before, "restart");
    }

    @Test
    void aRepairFillsAGapAndIsNoReception() {
        accept(10);
        accept(12);
        assertEquals(Arrival.NEW, stream.acceptRepair(11, 0, now));
        assertEquals(LAP + 11, stream.sequence());
        assertEquals(Arrival.DUPLICATE, stream.acceptRepair(11, 0, now));
        assertEquals(1, stream.statistics().cumulativeLost());
    }

    @Test
    void aRepairNeverJumps() {
        assertEquals(Arrival.TOO_OLD, stream.acceptRepair(5, 0, now));
        accept(10);
        assertEquals(Arrival.TOO_OLD, stream.acceptRepair(30_000, 0, now));
        assertEquals(Arrival.TOO_OLD, stream.acceptRepair(30_001, 0, now));
        assertEquals(Arrival.NEW, accept(11));
    }

    @Test
    void lossIsReportedAsRfc3550Wants() {
        for (int sequence = 0; sequence < 100; sequence++) {
            if (sequence % 4 != 1) {
                accept(sequence);
            }
        }
        assertEquals(64, stream.statistics().takeFractionLost());
        assertEquals(25, stream.statistics().cumulativeLost());
        assertEquals(99, stream.highestForReport());
        accept(100);
        assertEquals(0, stream.statistics().takeFractionLost());
    }

    @Test
    void jitterIsZeroOnASteadyLinkAndGrowsOnAnUnsteadyOne() {
        for (int i = 0; i < 100; i++) {
            stream.accept(i, i * 3_000L, i * 3_000L * 100_000 / 9);
        }
        assertTrue(
                stream.statistics().jitter() <= 1,
                "steady: " + stream.statistics().jitter());
        for (int i = 100; i < 300; i++) {
            stream.accept(i, i * 3_000L, i * 3_000L * 100_000 / 9 + (i % 2) * 10L * MS);
        }
        assertTrue(Math.abs(stream.statistics().jitter() - 900) < 50, "10 ms back and forth are 900 ticks");
    }

    @Test
    void reportsEchoTheSendersReport() {
        accept(1);
        assertEquals(0, stream.lastSenderReport());
        stream.senderReported(0x1122_3344_5566_7788L, 0);
        assertEquals(0x3344_5566L, stream.lastSenderReport());
        assertEquals(32_768, stream.delaySinceSenderReport(500 * MS));
    }
}
