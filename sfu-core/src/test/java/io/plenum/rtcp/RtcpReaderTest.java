package io.plenum.rtcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpReaderTest {
    private static final String SENDER_REPORT = "81c8000c 01020304 b44db70520000000 0000a000 00000010 00000800"
            + "0a0b0c0d 40 fffffe 0001ffff 00000005 b7052000 00054000";
    private static final String SDES = "81ca0003 01020304 0103612d62 000000";
    private static final String NACK = "81cd0004 01020304 0a0b0c0d fffe8005 00100000";
    private static final String PLI = "81ce0002 01020304 0a0b0c0d";
    private static final String FIR = "84ce0004 01020304 00000000 0a0b0c0d ff000000";
    private static final String REMB = "8fce0005 01020304 00000000 52454d42 01 0bd090 0a0b0c0d";
    private static final String BYE = "82cb0002 01020304 0a0b0c0d";
    private static final String UNKNOWN = "80f20001 deadbeef";

    private final RtcpReader reader = new RtcpReader();

    @Test
    void readsASenderReportWithItsBlock() {
        open(SENDER_REPORT);
        assertEquals(RtcpType.SENDER_REPORT, reader.type());
        SenderReport report = new SenderReport().wrap(reader);
        assertEquals(0x0102_0304, report.ssrc());
        assertEquals(0xB44D_B705_2000_0000L, report.ntpTime());
        assertEquals(0xA000, report.rtpTimestamp());
        assertEquals(16, report.packetCount());
        assertEquals(2048, report.octetCount());

        ReportBlocks blocks = new ReportBlocks().wrap(reader);
        assertTrue(blocks.next());
        assertEquals(0x0A0B_0C0D, blocks.ssrc());
        assertEquals(64, blocks.fractionLost());
        assertEquals(-2, blocks.cumulativeLost());
        assertEquals(0x1_FFFF, blocks.highestSequence());
        assertEquals(5, blocks.jitter());
        assertEquals(0xB705_2000L, blocks.lastSenderReport());
        assertEquals(0x5_4000, blocks.delaySinceLastSenderReport());
        assertFalse(blocks.next());
        assertFalse(reader.next());
    }

    /// 0xFFFE with bits 0, 2 and 15 set: the ids after it wrap.
    @Test
    void readsTheLostPacketsOfANack() {
        open(NACK);
        assertTrue(reader.isNack());
        Nack nack = new Nack().wrap(reader);
        assertEquals(0x0A0B_0C0D, nack.mediaSsrc());
        for (int lost : new int[] {0xFFFE, 0xFFFF, 1, 14, 16, -1, -1}) {
            assertEquals(lost, nack.next());
        }
    }

    @Test
    void readsKeyFrameRequests() {
        open(PLI);
        assertTrue(reader.isPli());
        assertEquals(0x0A0B_0C0D, reader.mediaSsrc());
        open(FIR);
        assertTrue(reader.isFir());
        Fir fir = new Fir().wrap(reader);
        assertTrue(fir.next());
        assertEquals(0x0A0B_0C0D, fir.ssrc());
        assertEquals(255, fir.sequence8());
        assertFalse(fir.next());
    }

    /// Exponent 2, mantissa 0x3d090 = 250,000.
    @Test
    void readsAnEstimate() {
        open(REMB);
        assertTrue(reader.isRemb());
        Remb remb = new Remb().wrap(reader);
        assertEquals(1_000_000, remb.bitrate());
        assertEquals(1, remb.count());
        assertEquals(0x0A0B_0C0D, remb.ssrc(0));
        open(REMB.replace("0bd090", "ffffff"));
        assertEquals(Long.MAX_VALUE, new Remb().wrap(reader).bitrate());
    }

    @Test
    void walksACompoundPacketPastWhatItDoesNotKnow() {
        assertTrue(wrap(SENDER_REPORT + SDES + UNKNOWN + NACK + PLI + FIR + REMB + BYE));
        int[] types = {200, 202, 242, 205, 206, 206, 206, 203};
        for (int type : types) {
            assertTrue(reader.next());
            assertEquals(type, reader.type());
        }
        assertFalse(reader.next());
    }

    @Test
    void takesPaddingOffEachPacket() {
        assertTrue(wrap(PLI + "a1cd0004 01020304 0a0b0c0d 00010000 00000004"));
        assertTrue(reader.next());
        assertTrue(reader.next());
        Nack nack = new Nack().wrap(reader);
        assertEquals(1, nack.next());
        assertEquals(-1, nack.next());
        assertTrue(wrap("a1cd0004 01020304 0a0b0c0d 00010000 00000004" + PLI), "as browsers' feedback");
        assertTrue(wrap("a1cd0004 01020304 0a0b0c0d 00010000 00000003"), "as browsers' feedback");
        assertFalse(wrap("a1cd0004 01020304 0a0b0c0d 00010000 00000000"), "of zero bytes");
        assertFalse(wrap("a1cd0004 01020304 0a0b0c0d 00010000 000000fc"), "more than the packet");
        assertFalse(wrap("a1cd0004 01020304 0a0b0c0d 00010000 00000008"), "nothing left of the NACK");
    }

    @Test
    void refusesWhatIsTooShortForItsType() {
        assertFalse(wrap(""));
        assertFalse(wrap("41ce0002 01020304 0a0b0c0d"), "version 1");
        assertFalse(wrap("82c8000c" + SENDER_REPORT.substring(8)), "two blocks announced, one there");
        assertFalse(wrap("81c90001 01020304"), "a receiver report without its block");
        assertFalse(wrap("81cd0002 01020304 0a0b0c0d"), "a NACK of nothing");
        assertFalse(wrap("84ce0002 01020304 00000000"), "a FIR of nothing");
        assertFalse(wrap("8fce0004 01020304 00000000 52454d42 010bd090"), "REMB without its stream");
        assertFalse(wrap("83cb0002 01020304 0a0b0c0d"), "BYE of three, two there");
        assertFalse(wrap("8fcd0003 01020304 0a0b0c0d 00000000"), "transport feedback without a base");
        assertFalse(wrap("81ce0001 01020304"), "PLI about nothing");
    }

    @Test
    void everyTruncationIsRefused() {
        for (String packet : new String[] {SENDER_REPORT, SDES, NACK, PLI, FIR, REMB, BYE, UNKNOWN}) {
            byte[] whole = bytes(packet);
            assertTrue(reader.wrap(whole, 0, whole.length));
            for (int length = 0; length < whole.length; length++) {
                assertFalse(reader.wrap(Arrays.copyOf(whole, length), 0, length), packet + " cut at " + length);
            }
        }
    }

    @Test
    void randomBytesNeverBreakIt() {
        long seed = 0x5eed_0003;
        Random random = new Random(seed);
        int accepted = 0;
        for (int round = 0; round < 300_000; round++) {
            byte[] noise = noise(random);
            if (reader.wrap(noise, 0, noise.length)) {
                accepted++;
                readAll("seed " + seed + " round " + round);
            }
        }
        assertTrue(accepted > 10_000, "only " + accepted + " accepted: the test tests nothing");
    }

    /// Lengths and types are made likely ones, or nothing would get past the first check.
    private static byte[] noise(Random random) {
        byte[] noise = new byte[4 * random.nextInt(1, 14)];
        random.nextBytes(noise);
        int words = noise.length / 4 - (random.nextInt(8) == 0 ? 2 : 1);
        noise[0] = (byte) (0x80 | (noise[0] & 0x3F));
        noise[1] = (byte) random.nextInt(198, 209);
        noise[2] = 0;
        noise[3] = (byte) Math.max(0, words);
        return noise;
    }

    private void readAll(String when) {
        int packets = 0;
        while (reader.next()) {
            packets++;
            assertTrue(reader.end() <= reader.bytes().length, when);
            RtcpContents.readEverything(reader);
        }
        assertTrue(packets > 0, when);
    }

    private void open(String hex) {
        assertTrue(wrap(hex));
        assertTrue(reader.next());
    }

    private boolean wrap(String hex) {
        byte[] bytes = bytes(hex);
        return reader.wrap(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
