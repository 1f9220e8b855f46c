package io.plenum.transport.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IncomingStreamTest {
    private final IncomingStream stream = new IncomingStream();

    private void heard(long index) {
        assertEquals(index, stream.index((int) index & 0xFFFF));
        assertTrue(stream.isNew(index), "index " + index);
        stream.accept(index);
        assertFalse(stream.isNew(index), "index " + index);
    }

    @Test
    void aStreamBeginsInCycleZeroWithAnyNumber() {
        heard(65_535);
        heard(65_536);
    }

    @Test
    void theIndexGoesOnOverEveryWrap() {
        for (long index = 10; index < 400_000; index += 9_999) {
            heard(index);
        }
    }

    @Test
    void aLatePacketBelongsToTheCycleBefore() {
        heard(65_530);
        heard(65_540);
        assertEquals(65_535, stream.index(65_535));
        heard(65_535);
        assertEquals(65_536 + 4 + 0x7FFF, stream.index(4 + 0x7FFF));
    }

    /// RFC 3711 appendix A compares with "greater than": at just half a cycle, the lower half looks ahead.
    @Test
    void halfACycleAwayIsAheadOfTheLowerHalfAndBehindTheUpper() {
        stream.accept(65_536 + 100);
        assertEquals(65_536 + 100 + 0x8000, stream.index(100 + 0x8000));
        stream.accept(65_536 + 0x9000);
        assertEquals(65_536 + 0x1000, stream.index(0x1000));
    }

    @Test
    void beforeTheFirstCycleThereIsNothing() {
        stream.accept(5);
        assertEquals(-6, stream.index(65_530));
        assertFalse(stream.isNew(-6));
    }

    @Test
    void sixtyFourNumbersAreRemembered() {
        heard(1_000);
        heard(1_063);
        heard(1_001);
        assertFalse(stream.isNew(1_000));
        assertFalse(stream.isNew(999), "too long ago to know");
        heard(1_064);
        assertTrue(stream.isNew(1_002));
        assertFalse(stream.isNew(1_001));
        heard(2_000);
        assertFalse(stream.isNew(1_064), "far behind");
        for (long late = 1_999; late > 2_000 - IncomingStream.WINDOW; late--) {
            heard(late);
        }
    }

    @Test
    void aStreamThatComesBackIsNotBelievedBelowWhereItWas() {
        stream.begin(7, 70_000);
        for (long index = 69_900; index <= 70_000; index++) {
            assertFalse(stream.isNew(index), "index " + index);
        }
        heard(70_001);
    }
}
