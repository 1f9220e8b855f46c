package io.plenum.loadtest.media;

import io.plenum.rtp.BigEndian;
import io.plenum.sim.MediaStamp;
import io.plenum.sim.PacketSeal;
import java.util.zip.CRC32;

/// The last bytes of each payload: who sent it, which one it is, when it went out, and a checksum, so that loss,
/// duplicates, damage and one-way latency are exact whatever the server does to headers and descriptors.
///
/// One for each source; reading is static and needs none.
public final class Seal implements PacketSeal {
    /// Magic, source, counter, covered bytes, layer, send time, checksum.
    public static final int LENGTH = 28;

    private static final int SOURCE = 4;
    private static final int COUNTER = 8;
    private static final int COVERED = 12;
    private static final int LAYER = 14;
    private static final int SENT = 16;
    private static final int CHECKSUM = 24;

    private static final int MAGIC = 0x5345_414C;

    /// A server may rewrite what stands before: the payload descriptor, with VP9's scalability structure the longest.
    private static final int DESCRIPTOR_ROOM = 48;

    /// Enough to find again when the first copy of a retransmitted packet went out: what histories keep.
    private static final int TIMES_KEPT = 4_096;

    private final int source;
    private final long[] sentNanos = new long[TIMES_KEPT];
    private final CRC32 crc = new CRC32();
    private int counter;

    public Seal(int source) {
        this.source = source;
    }

    @Override
    public int put(byte[] packet, int payload, int length) {
        int covered = Math.max(0, length - payload - DESCRIPTOR_ROOM);
        int number = counter++;
        sentNanos[number & (TIMES_KEPT - 1)] = 0;
        BigEndian.put32(packet, length, MAGIC);
        BigEndian.put32(packet, length + SOURCE, source);
        BigEndian.put32(packet, length + COUNTER, number);
        BigEndian.put16(packet, length + COVERED, covered);
        BigEndian.put16(packet, length + LAYER, MediaStamp.layerOf(packet, payload, length));
        return length + LENGTH;
    }

    /// The packet goes out now: its time and checksum are written. A retransmission keeps the time of the first copy.
    ///
    /// @param end of the packet
    public void send(byte[] packet, int end, long nowNanos) {
        int at = end - LENGTH;
        int index = (int) BigEndian.u32(packet, at + COUNTER) & (TIMES_KEPT - 1);
        if (sentNanos[index] == 0) {
            sentNanos[index] = nowNanos;
        }
        BigEndian.put64(packet, at + SENT, sentNanos[index]);
        BigEndian.put32(packet, at + CHECKSUM, checksum(crc, packet, end));
    }

    /// Whether a payload that ends here carries one.
    public static boolean isIn(byte[] packet, int payload, int end) {
        return end - payload >= LENGTH && BigEndian.u32(packet, end - LENGTH) == (MAGIC & 0xFFFF_FFFFL);
    }

    public static boolean isIntact(CRC32 crc, byte[] packet, int payload, int end) {
        int covered = BigEndian.u16(packet, end - LENGTH + COVERED);
        return covered <= end - LENGTH - payload
                && checksum(crc, packet, end) == BigEndian.u32(packet, end - LENGTH + CHECKSUM);
    }

    public static int source(byte[] packet, int end) {
        return (int) BigEndian.u32(packet, end - LENGTH + SOURCE);
    }

    /// Counts the source's packets, of all its tracks and layers.
    public static long counter(byte[] packet, int end) {
        return BigEndian.u32(packet, end - LENGTH + COUNTER);
    }

    /// Which of its track's qualities it belongs to, from 0.
    public static int layer(byte[] packet, int end) {
        return BigEndian.u16(packet, end - LENGTH + LAYER);
    }

    /// On the clock of [System#nanoTime()].
    public static long sentNanos(byte[] packet, int end) {
        return BigEndian.i64(packet, end - LENGTH + SENT);
    }

    private static long checksum(CRC32 crc, byte[] packet, int end) {
        int covered = BigEndian.u16(packet, end - LENGTH + COVERED);
        crc.reset();
        crc.update(packet, end - LENGTH - covered, covered + CHECKSUM);
        return crc.getValue();
    }
}
