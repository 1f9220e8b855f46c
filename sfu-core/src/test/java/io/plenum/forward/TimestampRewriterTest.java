package io.plenum.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimestampRewriterTest {
    private static final int RATE = 90_000;
    private static final int MINIMUM = 90;
    private static final long SECOND = 1_000_000_000L;

    private final TimestampRewriter rewriter = new TimestampRewriter(5_000);

    @Test
    void theFirstPacketGetsTheFirstTimestamp() {
        rewriter.join(777, RATE, MINIMUM, SECOND);
        assertEquals(5_000, rewriter.map(777, SECOND));
        assertEquals(8_000, rewriter.map(3_777, SECOND));
    }

    @Test
    void aSwitchAdvancesByTheTimeThatPassed() {
        rewriter.join(0, RATE, MINIMUM, SECOND);
        rewriter.map(3_000, 2 * SECOND);
        rewriter.join(4_000_000_000L, RATE, MINIMUM, 3 * SECOND);
        assertEquals(5_000 + 3_000 + RATE, rewriter.map(4_000_000_000L, 3 * SECOND));
    }

    @Test
    void aSwitchInTheSameInstantAdvancesByOneFrame() {
        rewriter.join(0, RATE, MINIMUM, SECOND);
        rewriter.join(123, RATE, MINIMUM, SECOND);
        assertEquals(5_000 + MINIMUM, rewriter.map(123, SECOND));
    }

    @Test
    void latePacketsDoNotMoveTheClockBack() {
        rewriter.join(0, RATE, MINIMUM, SECOND);
        rewriter.map(9_000, 2 * SECOND);
        assertEquals(8_000, rewriter.map(3_000, 3 * SECOND));
        rewriter.join(0, RATE, MINIMUM, 2 * SECOND);
        assertEquals(14_090, rewriter.map(0, 2 * SECOND));
    }

    @Test
    void theWrapIsInvisible() {
        rewriter.join(0xFFFF_FF00L, RATE, MINIMUM, SECOND);
        assertEquals(5_000, rewriter.map(0xFFFF_FF00L, SECOND));
        assertEquals(5_512, rewriter.map(0x100, SECOND));
        rewriter.join(0, RATE, MINIMUM, SECOND);
        assertEquals(5_602, rewriter.map(0, SECOND));
    }
}
