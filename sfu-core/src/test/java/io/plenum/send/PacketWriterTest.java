package io.plenum.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.bwe.Pacer;
import io.plenum.core.Codec;
import io.plenum.core.ExtensionMap;
import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.OutboundRtp;
import io.plenum.core.SlotSpec;
import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.rtp.RtpPacket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// One packet for several subscribers in turn: none gets what is another's.
class PacketWriterTest {
    private static final ExtensionMap PUBLISHED = new ExtensionMap(Map.of(HeaderExtension.VIDEO_ORIENTATION, 3));
    private static final int ORIENTATION = 2;

    private final PacketPool pool = new PacketPool(10);
    private final PacketHistory history = new PacketHistory(PacketHistory.VIDEO_PACKETS);
    private final StreamClock clock = new StreamClock(new PublisherClock(), 90_000);
    private final SendQueue queue = new SendQueue(new Pacer(1_000_000));
    private final PacketWriter writer = new PacketWriter();
    private final TransportSequence numbers = new TransportSequence();
    private final RtpPacket seen = new RtpPacket();

    private static SendStream stream(String mid, long ssrc, Map<HeaderExtension, Integer> extensions) {
        return stream(MediaKind.VIDEO, mid, ssrc, extensions);
    }

    private static SendStream stream(MediaKind kind, String mid, long ssrc, Map<HeaderExtension, Integer> extensions) {
        SlotSpec spec = new SlotSpec(mid, kind, 0, ssrc, ssrc + 1, List.of(), new ExtensionMap(extensions));
        return new SendStream(spec, new SplitMix64(ssrc));
    }

    private Splice splice(Codec.Family family, int payloadType) {
        return new Splice(history, clock, PUBLISHED, payloadType, family, payloadType, payloadType + 1, payloadType);
    }

    private Packet publish(long timestamp, byte... payload) {
        Packet packet = Objects.requireNonNull(pool.take());
        RtpHeaderWriter header = new RtpHeaderWriter();
        header.start(packet.bytes(), 0, 100, false, 7, timestamp, 1);
        header.extension(PUBLISHED.id(HeaderExtension.VIDEO_ORIENTATION), ORIENTATION, 1);
        int length = header.finish();
        System.arraycopy(payload, 0, packet.bytes(), length, payload.length);
        packet.length(length + payload.length);
        return packet;
    }

    private void queue(SendStream stream, Splice splice, Packet packet, long sequence, int change) {
        history.add(1_000 + sequence, packet, 0);
        assertTrue(stream.send(queue, packet, splice, sequence, 1_000 + sequence, change, 0));
    }

    /// What goes out, as one piece that [#seen] stands on; returns its payload.
    private byte[] write(SendStream stream, Packet packet, long sequence, boolean resend) {
        OutboundRtp out = out(stream, packet, sequence, resend);
        byte[] whole = new byte[out.length()];
        out.copyTo(whole, 0);
        assertTrue(seen.wrap(whole, 0, whole.length));
        assertEquals(out.headerLength, seen.headerLength());
        return Arrays.copyOfRange(whole, seen.payloadOffset(), whole.length);
    }

    private String mid(int id) {
        int at = seen.extensionOffset(id);
        return new String(seen.bytes(), at, seen.extensionLength(id), StandardCharsets.US_ASCII);
    }

    @Test
    void eachGetsItsOwnNumbersUnderItsOwnNames() {
        SendStream ann = stream("a", 10, Map.of(HeaderExtension.MID, 1, HeaderExtension.VIDEO_ORIENTATION, 4));
        SendStream bob = stream("b", 20, Map.of(HeaderExtension.MID, 1, HeaderExtension.VIDEO_ORIENTATION, 4));
        SendStream eve = stream("long", 30, Map.of(HeaderExtension.MID, 6, HeaderExtension.TRANSPORT_CC, 5));
        Packet packet = publish(5_000, (byte) 42);
        queue(ann, splice(Codec.Family.OPAQUE, 96), packet, 10, PictureChange.NONE);
        queue(bob, splice(Codec.Family.OPAQUE, 98), packet, 20, PictureChange.withMarker(PictureChange.NONE));
        queue(eve, splice(Codec.Family.OPAQUE, 96), packet, 30, PictureChange.NONE);
        for (int round = 0; round < 2; round++) {
            assertEquals(42, write(ann, packet, 10, false)[0]);
            expect(10, 96, 10, false);
            assertEquals("a", mid(1));
            assertEquals(ORIENTATION, seen.bytes()[seen.extensionOffset(4)]);
            assertEquals(42, write(bob, packet, 20, false)[0]);
            expect(20, 98, 20, true);
            assertEquals("b", mid(1));
            assertEquals(42, write(eve, packet, 30, false)[0]);
            expect(30, 96, 30, false);
            assertEquals("long", mid(6));
            assertEquals(writer.transportSequence(), BigEndian.u16(seen.bytes(), seen.extensionOffset(5)));
            assertEquals(-1, seen.extensionOffset(4));
        }
    }

    @Test
    void soundIsUrgentAndPicturesAreNot() {
        SendStream sound = stream(MediaKind.AUDIO, "a", 10, Map.of());
        SendStream picture = stream(MediaKind.VIDEO, "b", 20, Map.of());
        Packet packet = publish(5_000, (byte) 42);
        queue(sound, splice(Codec.Family.OPUS, 111), packet, 10, PictureChange.NONE);
        assertTrue(out(sound, packet, 10, false).urgent);
        Packet next = publish(5_000, (byte) 42);
        queue(picture, splice(Codec.Family.OPAQUE, 96), next, 20, PictureChange.NONE);
        assertFalse(out(picture, next, 20, false).urgent);
    }

    private OutboundRtp out(SendStream stream, Packet packet, long sequence, boolean resend) {
        return Objects.requireNonNull(writer.write(stream, packet, sequence, resend, numbers, 0));
    }

    private void expect(long ssrc, int payloadType, int sequence, boolean marker) {
        assertEquals(ssrc, seen.ssrc());
        assertEquals(payloadType, seen.payloadType());
        assertEquals(payloadType, seen.csrc(0));
        assertEquals(5_000 + payloadType, seen.timestamp());
        assertEquals(sequence, seen.sequence16());
        assertEquals(marker, seen.marker());
    }

    @Test
    void picturesAreNumberedForEachAndRepeatedAsTheyWere() {
        SendStream ann = stream("a", 10, Map.of(HeaderExtension.MID, 1));
        SendStream bob = stream("b", 20, Map.of(HeaderExtension.MID, 1));
        Packet packet = publish(5_000, (byte) 0x90, (byte) 0xC0, (byte) 0x80, (byte) 1, (byte) 2, (byte) 0, (byte) 77);
        Splice splice = splice(Codec.Family.VP8, 96);
        queue(ann, splice, packet, 10, PictureChange.of(300, 30));
        queue(bob, splice, packet, 20, PictureChange.of(400, 40));
        expectPicture(write(ann, packet, 10, false), 0, 300, 30);
        expectPicture(write(bob, packet, 20, false), 0, 400, 40);
        byte[] again = write(ann, packet, 10, true);
        assertEquals(10, BigEndian.u16(again, 0));
        assertEquals(11, seen.ssrc());
        expectPicture(again, 2, 300, 30);
        expectPicture(write(bob, packet, 20, false), 0, 400, 40);
    }

    private static void expectPicture(byte[] payload, int at, int picture, int tl0) {
        assertEquals(0x8000 | picture, BigEndian.u16(payload, at + 2));
        assertEquals(tl0, payload[at + 4]);
        assertEquals(77, payload[at + 6]);
        assertEquals(at + 7, payload.length);
    }

    @Test
    void whatIsEmptyForOneIsWholeForAnother() {
        SendStream ann = stream("a", 10, Map.of());
        SendStream bob = stream("b", 20, Map.of());
        Packet packet = publish(5_000, (byte) 42);
        queue(ann, splice(Codec.Family.OPAQUE, 96), packet, 10, PictureChange.EMPTY);
        queue(bob, splice(Codec.Family.OPAQUE, 96), packet, 20, PictureChange.NONE);
        assertEquals(0, write(ann, packet, 10, false).length);
        assertEquals(1, write(bob, packet, 20, false).length);
        assertEquals(0, write(ann, packet, 10, false).length);
    }

    @Test
    void aPacketThatIsUsedAgainBringsWhatIsInItNow() {
        SendStream ann = stream("a", 10, Map.of());
        Packet packet = publish(5_000, (byte) 42);
        queue(ann, splice(Codec.Family.OPAQUE, 96), packet, 10, PictureChange.NONE);
        assertEquals(42, write(ann, packet, 10, false)[0]);
        queue.clear();
        history.clear();
        packet.release();
        Packet next = publish(6_000, (byte) 43, (byte) 44);
        assertEquals(packet.number(), next.number());
        queue(ann, splice(Codec.Family.OPAQUE, 96), next, 11, PictureChange.NONE);
        byte[] payload = write(ann, next, 11, false);
        assertEquals(2, payload.length);
        assertEquals(43, payload[0]);
        assertEquals(6_096, seen.timestamp());
        assertFalse(seen.marker());
    }
}
