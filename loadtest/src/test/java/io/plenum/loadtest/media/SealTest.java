package io.plenum.loadtest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.Dialect;
import io.plenum.sim.FakePublisher;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.MediaStamp;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.Recordings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final int HEADER = 20;
    private static final int LENGTH = 900;

    private final CRC32 crc = new CRC32();
    private final byte[] packet = new byte[1_500];
    private static final int TYPE = 96;

    private final Seal seal = new Seal(7, Set.of(TYPE));

    SealTest() {
        new Random(1).nextBytes(packet);
        packet[1] = TYPE;
    }

    @Test
    void aPacketTellsItsSourceNumberAndTime() {
        seal.put(packet.clone(), HEADER, LENGTH);
        int end = seal.put(packet, HEADER, LENGTH);
        seal.send(packet, end, 12_345_678_901L);
        assertEquals(LENGTH + Seal.LENGTH, end);
        assertTrue(Seal.isIn(packet, HEADER, end));
        assertTrue(Seal.isIntact(crc, packet, HEADER, end));
        assertEquals(7, Seal.source(packet, end));
        assertEquals(1, Seal.number(packet, end));
        assertEquals(12_345_678_901L, Seal.sentNanos(packet, end));
    }

    @Test
    void aRetransmissionKeepsTheTimeOfTheFirstCopy() {
        int end = seal.put(packet, HEADER, LENGTH);
        byte[] kept = packet.clone();
        seal.send(packet, end, 1_000);
        seal.send(kept, end, 2_000);
        assertEquals(1_000, Seal.sentNanos(kept, end));
        assertTrue(Seal.isIntact(crc, kept, HEADER, end));
    }

    @Test
    void eachStreamHasACountOfItsOwn() {
        int first = seal.put(packet, HEADER, LENGTH);
        int count = Seal.count(packet, first);
        BigEndian.put32(packet, 8, 1_234);
        int other = seal.put(packet, HEADER, LENGTH);
        assertEquals(0, Seal.number(packet, other));
        assertNotEquals(count, Seal.count(packet, other));
        assertNotEquals(Seal.LOOSE, Seal.count(packet, other));
    }

    @Test
    void nothingIsNeededOfAnotherPayloadType() {
        packet[1] = TYPE + 1;
        assertEquals(Seal.LOOSE, Seal.count(packet, seal.put(packet, HEADER, LENGTH)));
    }

    /// A real camera: three encodings of three temporal layers each, of which servers leave out the
    /// upper two.
    @Test
    void eachEncodingsLowestTemporalLayerIsCountedWithoutAGap() {
        int video = Dialect.CHROMIUM.vp8().payloadType();
        PublisherOptions options = PublisherOptions.PERSON.sending(false, true).filming(LayeredShape.VP8_SIMULCAST_T3);
        Seal camera = new Seal(1, Set.of(video));
        FakePublisher publisher = new FakePublisher("ann", options, 0, 10, new Random(1), 0, camera, Recordings.NONE);
        Map<Integer, Long> next = new HashMap<>();
        Map<Integer, Set<Long>> streams = new HashMap<>();
        RtpPacket rtp = new RtpPacket();
        for (long now = 0; now < 2_000_000_000L; now += 5_000_000L) {
            publisher.advance(now, (bytes, length) -> {
                if (RtpPacket.isRtcp(bytes, length)) {
                    return;
                }
                assertTrue(rtp.wrap(bytes, 0, length));
                int count = Seal.count(bytes, length);
                int temporal = MediaStamp.temporalOf(bytes, rtp.payloadOffset(), length);
                assertEquals(temporal > 0, count == Seal.LOOSE, "temporal layer " + temporal);
                assertEquals(next.getOrDefault(count, 0L), Seal.number(bytes, length));
                next.merge(count, 1L, (before, _) -> before + 1);
                streams.computeIfAbsent(count, _ -> new HashSet<>()).add(rtp.ssrc());
            });
        }
        assertEquals(Set.of(Seal.LOOSE, 1, 2, 3), streams.keySet());
        streams.forEach((count, ssrcs) -> assertEquals(count == Seal.LOOSE ? 3 : 1, ssrcs.size()));
    }

    @Test
    void everyDamagedBitBehindTheDescriptorShows() {
        int end = seal.put(packet, HEADER, LENGTH);
        seal.send(packet, end, 1_000);
        for (int at = HEADER + 48; at < end; at++) {
            packet[at] ^= 4;
            boolean found = !Seal.isIn(packet, HEADER, end) || !Seal.isIntact(crc, packet, HEADER, end);
            packet[at] ^= 4;
            assertTrue(found, "byte " + at);
        }
    }

    @Test
    void theDescriptorIsTheServers() {
        int end = seal.put(packet, HEADER, LENGTH);
        seal.send(packet, end, 1_000);
        packet[HEADER + 2] ^= 4;
        assertTrue(Seal.isIntact(crc, packet, HEADER, end));
    }

    @Test
    void aStrangersPacketHasNone() {
        assertFalse(Seal.isIn(packet, HEADER, LENGTH));
        assertFalse(Seal.isIn(packet, HEADER, HEADER + 3));
    }
}
