package io.plenum.rtcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RtcpWriterTest {
    private final byte[] target = new byte[1200];
    private final RtcpWriter writer = new RtcpWriter();
    private final RtcpReader reader = new RtcpReader();

    @Test
    void writesAReportWithBlocksToTheByte() {
        writer.start(target, 0, target.length);
        assertTrue(writer.senderReport(0x0102_0304, 0xB44D_B705_2000_0000L, 0xA000, 16, 2048));
        assertTrue(writer.reportBlock(0x0A0B_0C0D, 64, -2, 0x1_FFFF, 5, 0xB705_2000L, 0x5_4000));
        assertWritten("81c8000c01020304b44db705200000000000a0000000001000000800"
                + "0a0b0c0d40fffffe0001ffff00000005b705200000054000");
    }

    @Test
    void writesFeedbackToTheByte() {
        writer.start(target, 0, target.length);
        writer.pli(0x0102_0304, 0x0A0B_0C0D);
        writer.fir(0x0102_0304, 0x0A0B_0C0D, 255);
        writer.remb(0x0102_0304, 1_000_000, new long[] {0x0A0B_0C0D}, 1);
        assertWritten("81ce0002010203040a0b0c0d" + "84ce000401020304000000000a0b0c0dff000000"
                + "8fce0005010203040000000052454d42010bd0900a0b0c0d");
    }

    /// A chunk ends with at least one zero byte, and on a word.
    @Test
    void padsTheNameOfASource() {
        Arrays.fill(target, (byte) 0x55);
        writer.start(target, 0, target.length);
        writer.cname(0x0102_0304, "a".getBytes(StandardCharsets.US_ASCII));
        assertWritten("81ca0002010203040101" + "6100");
        writer.start(target, 0, target.length);
        writer.cname(0x0102_0304, "ab".getBytes(StandardCharsets.US_ASCII));
        assertWritten("81ca0003010203040102" + "616200000000");
    }

    @Test
    void aReportTakesThirtyOneBlocks() {
        writer.start(target, 0, target.length);
        writer.receiverReport(1);
        for (int i = 0; i < 31; i++) {
            assertTrue(writer.reportBlock(i, 0, 0, 0, 0, 0, 0));
        }
        assertFalse(writer.reportBlock(31, 0, 0, 0, 0, 0, 0));
        assertTrue(reader.wrap(target, 0, writer.length()));
        assertTrue(reader.next());
        assertEquals(31, reader.count());
    }

    @Test
    void writesNothingThatDoesNotFitWhole() {
        for (int limit = 0; limit < 200; limit++) {
            writer.start(target, 0, limit);
            writer.senderReport(1, 2, 3, 4, 5);
            writer.cname(1, new byte[] {'x'});
            writer.nack(1, 2, new long[] {5, 100, 200}, 0, 3);
            writer.pli(1, 2);
            writer.fir(1, 2, 3);
            writer.remb(1, 5_000_000, new long[] {2, 3}, 2);
            assertTrue(writer.length() <= limit);
            assertTrue(writer.length() == 0 || reader.wrap(target, 0, writer.length()), "limit " + limit);
        }
    }

    @Test
    void aNackThatDoesNotFitSaysHowMuchOfItDid() {
        long[] lost = {1, 2, 17, 18, 100};
        writer.start(target, 0, 16);
        assertEquals(3, writer.nack(1, 2, lost, 0, 5));
        writer.start(target, 0, 20);
        assertEquals(2, writer.nack(1, 2, lost, 3, 5));
        writer.start(target, 0, 15);
        assertEquals(0, writer.nack(1, 2, lost, 0, 5));
        assertEquals(0, writer.length());
    }

    @Test
    void whatIsAskedForIsWhatIsRead() {
        long seed = 0x5eed_0004;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            TreeSet<Long> lost = new TreeSet<>();
            for (int i = random.nextInt(1, 60); i > 0; i--) {
                lost.add(0xFF80L + random.nextInt(400));
            }
            long[] sequences = lost.stream().mapToLong(Long::longValue).toArray();
            writer.start(target, 0, target.length);
            assertEquals(sequences.length, writer.nack(1, 2, sequences, 0, sequences.length));
            assertTrue(reader.wrap(target, 0, writer.length()) && reader.next());
            Nack nack = new Nack().wrap(reader);
            for (long sequence : sequences) {
                assertEquals(sequence & 0xFFFF, nack.next(), "seed " + seed + " round " + round);
            }
            assertEquals(-1, nack.next());
        }
    }

    @Test
    void anEstimateLosesAtMostItsLastBits() {
        for (long bitrate = 1; bitrate < 1L << 50; bitrate = bitrate * 3 + 1) {
            writer.start(target, 0, target.length);
            writer.remb(1, bitrate, new long[0], 0);
            assertTrue(reader.wrap(target, 0, writer.length()) && reader.next());
            long read = new Remb().wrap(reader).bitrate();
            assertTrue(read <= bitrate && bitrate - read <= bitrate >> 17, bitrate + " became " + read);
        }
    }

    private void assertWritten(String hex) {
        assertArrayEquals(HexFormat.of().parseHex(hex), Arrays.copyOf(target, writer.length()));
        assertTrue(reader.wrap(target, 0, writer.length()));
    }
}
