package io.plenum.rtcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TransportFeedbackTest {
    private static final String SSRCS = "01020304 0a0b0c0d ";

    private final RtcpReader reader = new RtcpReader();
    private final TransportFeedback feedback = new TransportFeedback();

    /// Two received, a run of three lost, then (as 14 one-bit symbols) one more; numbers wrap.
    @Test
    void readsRunsAndOneBitSymbols() {
        assertTrue(wrap("afcd0007" + SSRCS + "fffe 0006 000002 07 2002 0003 a000 04 00 08 000003"));
        assertNext(0xFFFE, 129_000_000);
        assertNext(0xFFFF, 129_000_000);
        assertLost(0);
        assertLost(1);
        assertLost(2);
        assertNext(3, 131_000_000);
        assertFalse(feedback.next());
    }

    /// As two-bit symbols: a small delta, a negative one, a loss, a small one of zero.
    @Test
    void readsTwoBitSymbolsAndLargeDeltas() {
        assertTrue(wrap("afcd0006" + SSRCS + "0001 0004 000000 00 d840 10 fff8 00 0002"));
        assertNext(1, 4_000_000);
        assertNext(2, 2_000_000);
        assertLost(3);
        assertNext(4, 2_000_000);
        assertFalse(feedback.next());
    }

    @Test
    void refusesWhatIsCutOff() {
        assertFalse(wrap("8fcd0005" + SSRCS + "0001 0010 000000 00 2001 2001"), "chunks for two of sixteen");
        assertFalse(wrap("8fcd0005" + SSRCS + "0001 0004 000000 00 2004 0400"), "two of four deltas");
        assertFalse(wrap("8fcd0005" + SSRCS + "0001 0001 000000 00 0000 0000"), "chunks of nothing");
        assertFalse(
                wrap("8fcd0008" + SSRCS + "0001 ffff 000000 00" + "1fff".repeat(8)),
                "more statuses than there is sense in");
    }

    private boolean wrap(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertTrue(reader.wrap(bytes, 0, bytes.length) && reader.next());
        return feedback.wrap(reader);
    }

    private void assertNext(int sequence, long arrivalNanos) {
        assertTrue(feedback.next());
        assertEquals(sequence, feedback.sequence16());
        assertTrue(feedback.received());
        assertEquals(arrivalNanos, feedback.arrivalNanos());
    }

    private void assertLost(int sequence) {
        assertTrue(feedback.next());
        assertEquals(sequence, feedback.sequence16());
        assertFalse(feedback.received());
    }
}
