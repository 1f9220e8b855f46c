package io.plenum.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.memory.TimerQueue;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtp.BigEndian;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwccRecorderTest {
    private static final long MS = 1_000_000L;
    private static final long TICK = 250_000L;

    private final TwccRecorder recorder = new TwccRecorder();
    private final byte[] bytes = new byte[1_200];

    /// Reads a feedback packet as a browser does: number to arrival in ticks, losses left out.
    private Map<Integer, Long> decode(int length) {
        RtcpReader reader = new RtcpReader();
        assertTrue(reader.wrap(bytes, 0, length) && reader.next() && reader.isTransportCc());
        int base = BigEndian.u16(bytes, 12);
        int count = BigEndian.u16(bytes, 14);
        long tick = BigEndian.u24(bytes, 16) * 256L;
        int[] symbols = new int[count + 14];
        int at = 20;
        for (int i = 0; i < count; at += 2) {
            i += readChunk(BigEndian.u16(bytes, at), symbols, i, count);
        }
        Map<Integer, Long> arrivals = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            if (symbols[i] != 0) {
                tick += symbols[i] == 1 ? BigEndian.u8(bytes, at) : (short) BigEndian.u16(bytes, at);
                at += symbols[i];
                arrivals.put((base + i) & 0xFFFF, tick);
            }
        }
        assertTrue(at <= reader.end(), "deltas end inside the packet");
        return arrivals;
    }

    private static int readChunk(int chunk, int[] symbols, int from, int count) {
        if (chunk < 0x8000) {
            int run = chunk & 0x1FFF;
            for (int i = from; i < Math.min(count, from + run); i++) {
                symbols[i] = chunk >> 13;
            }
            return run;
        }
        int bits = chunk >= 0xC000 ? 2 : 1;
        int vector = 14 / bits;
        for (int i = 0; i < vector; i++) {
            symbols[from + i] = (chunk >> (14 - bits * (i + 1))) & ((1 << bits) - 1);
        }
        return vector;
    }

    @Test
    void nothingToReportHasNoDeadline() {
        assertEquals(TimerQueue.NEVER, recorder.deadline());
        assertEquals(0, recorder.write(bytes, 0, 1, 2));
    }

    @Test
    void arrivalsAndLossesAreTold() {
        recorder.arrived(100, 10 * MS);
        recorder.arrived(101, 12 * MS);
        recorder.arrived(104, 300 * MS);
        assertEquals(110 * MS, recorder.deadline());
        Map<Integer, Long> told = decode(recorder.write(bytes, 0, 1, 2));
        assertEquals(Map.of(100, 10 * MS / TICK, 101, 12 * MS / TICK, 104, 300 * MS / TICK), told);
        assertEquals(0, recorder.write(bytes, 0, 1, 2));
        assertEquals(TimerQueue.NEVER, recorder.deadline());
    }

    @Test
    void onePacketLateForItsReportIsInTheNext() {
        recorder.arrived(10, MS);
        recorder.arrived(12, MS);
        decode(recorder.write(bytes, 0, 1, 2));
        recorder.arrived(11, 2 * MS);
        assertTrue(decode(recorder.write(bytes, 0, 1, 2)).containsKey(11));
    }

    @Test
    void reportsAreNumberedAndContinue() {
        recorder.arrived(65_535, MS);
        recorder.write(bytes, 0, 1, 2);
        assertEquals(0, BigEndian.u8(bytes, 19));
        recorder.arrived(1, 2 * MS);
        Map<Integer, Long> told = decode(recorder.write(bytes, 0, 1, 2));
        assertEquals(1, BigEndian.u8(bytes, 19));
        assertEquals(Map.of(1, 8L), told);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyArrivalIsToldInWhateverOrder(long seed) {
        Random random = new Random(seed);
        Map<Integer, Long> sent = new TreeMap<>();
        Map<Integer, Long> told = new TreeMap<>();
        long now = MS;
        for (int i = 0; i < 3_000; i++) {
            now += random.nextInt(20) == 0 ? random.nextInt(200) * MS : random.nextInt(2_000) * 1_000L;
            if (random.nextInt(5) != 0) {
                recorder.arrived(i, now);
                sent.put(i, now / TICK);
            }
            if (random.nextInt(300) == 0) {
                drainInto(told);
            }
        }
        drainInto(told);
        assertEquals(sent, told, "seed " + seed);
    }

    private void drainInto(Map<Integer, Long> told) {
        int length = recorder.write(bytes, 0, 1, 2);
        while (length > 0) {
            assertTrue(length <= 1_000, "length " + length);
            told.putAll(decode(length));
            length = recorder.write(bytes, 0, 1, 2);
        }
    }
}
