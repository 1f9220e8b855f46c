package io.plenum.rtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RtpHeaderWriterTest {
    private final RtpHeaderWriter writer = new RtpHeaderWriter();
    private final RtpPacket packet = new RtpPacket();
    private final byte[] target = new byte[600];

    @Test
    void writesAPlainHeader() {
        int length = writer.start(target, 0, 111, true, 0x1_FFFF, 0x89AB_CDEFL, 0xFEDC_BA98L)
                .finish();
        assertArrayEquals(hex("80efffff89abcdeffedcba98"), Arrays.copyOf(target, length));
    }

    @Test
    void usesTheOneByteFormWhereItSuffices() {
        int length = writer.start(target, 0, 96, false, 1, 2, 3)
                .csrc(7)
                .extension(1, 0xAA, 1)
                .extension(14, 0x0B_0C0D, 3)
                .finish();
        assertArrayEquals(
                hex("91600001" + "00000002" + "00000003" + "00000007" + "bede0002" + "10aae20b" + "0c0d0000"),
                Arrays.copyOf(target, length));
    }

    @Test
    void switchesToTheTwoByteFormWhenOneElementNeedsIt() {
        for (int[] element : new int[][] {{15, 4}, {3, 0}, {3, 17}, {255, 255}}) {
            byte[] data = new byte[element[1]];
            Arrays.fill(data, (byte) 0x5A);
            int length = writer.start(target, 5, 96, false, 1, 2, 3)
                    .extension(1, 0xAA, 1)
                    .extension(element[0], data, 0, data.length)
                    .finish();
            assertTrue(packet.wrap(target, 5, length));
            assertEquals(0x1000, BigEndian.u16(target, 5 + RtpPacket.FIXED_HEADER));
            assertEquals((byte) 0xAA, target[packet.extensionOffset(1)]);
            assertEquals(data.length, packet.extensionLength(element[0]));
            int at = packet.extensionOffset(element[0]);
            assertArrayEquals(data, Arrays.copyOfRange(target, at, at + data.length));
        }
    }

    @Test
    void aStartForgetsTheHeaderBefore() {
        writer.start(target, 0, 96, false, 1, 2, 3).extension(1, 1, 1).finish();
        assertEquals(12, writer.start(target, 0, 96, false, 1, 2, 3).finish());
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
