package io.plenum.loadtest.media;

import io.plenum.rtp.BigEndian;
import io.plenum.sim.MediaStamp;
import io.plenum.sim.PacketSeal;
import java.util.Set;
import java.util.zip.CRC32;

/// The last bytes of each payload: who sent it, which one it is, when it went out, and a checksum.
/// Whatever a server does to headers and descriptors, they tell exactly
/// - which packets came twice, and which of another room's or the viewer's own came at all,
/// - which are missing of those that each viewer of a stream needs: a packet has a number in one of
///   its source's counts, and each encoding's lowest temporal layer has a count to itself,
/// - which were damaged behind their descriptor,
/// - how long each took.
///
/// They do not tell what is missing of what a server may leave out: upper temporal layers, SVC's
/// spatial ones, and streams that nobody is shown. Loss there is known by the server's own numbers
/// alone.
///
/// One for each source; reading is static and needs none.
public final class Seal implements PacketSeal {
    /// Magic, source, number, covered bytes, layer, count, send time, checksum.
    public static final int LENGTH = 28;

    /// The count of all that a server may leave out: its numbers say which packet this is, and their
    /// gaps nothing.
    static final int LOOSE = 0;

    private static final int SOURCE = 4;
    private static final int NUMBER = 8;
    private static final int COVERED = 12;
    private static final int LAYER = 14;
    private static final int COUNT = 15;
    private static final int SENT = 16;
    private static final int CHECKSUM = 24;

    private static final int MAGIC = 0x5345_414C;

    /// A microphone and up to four encodings of a camera, and [#LOOSE]; streams beyond go there.
    private static final int COUNTS = 8;

    /// Where RTP has its payload type and its SSRC.
    private static final int TYPE = 1;

    private static final int TYPE_MASK = 0x7F;
    private static final int SSRC = 8;

    /// A server may rewrite what stands before: the payload descriptor, with VP9's scalability structure the longest.
    private static final int DESCRIPTOR_ROOM = 48;

    /// Enough to find again when the first copy of a retransmitted packet went out: what histories keep.
    private static final int TIMES_KEPT = 4_096;

    private final int source;
    private final Set<Integer> counted;
    private final long[] sentNanos = new long[TIMES_KEPT];
    private final CRC32 crc = new CRC32();
    private final long[] ssrcs = new long[COUNTS];
    private final int[] numbers = new int[COUNTS];
    private int counts = LOOSE + 1;
    private long ticket;

    /// @param counted payload types of streams whose lowest temporal layer each of their viewers
    ///     needs: all but SVC's
    public Seal(int source, Set<Integer> counted) {
        this.source = source;
        this.counted = Set.copyOf(counted);
    }

    @Override
    public int put(byte[] packet, int payload, int length) {
        int covered = Math.max(0, length - payload - DESCRIPTOR_ROOM);
        int count = countOf(packet, payload, length);
        sentNanos[(int) ticket & (TIMES_KEPT - 1)] = 0;
        BigEndian.put32(packet, length, MAGIC);
        BigEndian.put32(packet, length + SOURCE, source);
        BigEndian.put32(packet, length + NUMBER, numbers[count]++);
        BigEndian.put16(packet, length + COVERED, covered);
        BigEndian.put8(packet, length + LAYER, MediaStamp.layerOf(packet, payload, length));
        BigEndian.put8(packet, length + COUNT, count);
        // Until the time of its sending stands here, the packet's place among those times does, in kept copies for
        // good.
        BigEndian.put64(packet, length + SENT, ticket++);
        return length + LENGTH;
    }

    private int countOf(byte[] packet, int payload, int length) {
        boolean needed =
                counted.contains(packet[TYPE] & TYPE_MASK) && MediaStamp.temporalOf(packet, payload, length) == 0;
        return needed ? countOf(BigEndian.u32(packet, SSRC)) : LOOSE;
    }

    private int countOf(long ssrc) {
        for (int count = LOOSE + 1; count < counts; count++) {
            if (ssrcs[count] == ssrc) {
                return count;
            }
        }
        if (counts == COUNTS) {
            return LOOSE;
        }
        ssrcs[counts] = ssrc;
        return counts++;
    }

    /// The packet goes out now: its time and checksum are written. A retransmission keeps the time of the first copy.
    ///
    /// @param end of the packet
    public void send(byte[] packet, int end, long nowNanos) {
        int at = end - LENGTH;
        int index = (int) BigEndian.i64(packet, at + SENT) & (TIMES_KEPT - 1);
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

    /// Which of the source's counts the packet is in.
    static int count(byte[] packet, int end) {
        return BigEndian.u8(packet, end - LENGTH + COUNT);
    }

    /// Its number there.
    static long number(byte[] packet, int end) {
        return BigEndian.u32(packet, end - LENGTH + NUMBER);
    }

    /// Which of its track's qualities it belongs to, from 0.
    public static int layer(byte[] packet, int end) {
        return BigEndian.u8(packet, end - LENGTH + LAYER);
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
