package io.plenum.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.codec.BitWriter;
import io.plenum.codec.Vp9Descriptor;
import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.rtp.RtpPacket;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each codec starts where its decoder can, and its numbers go on when a slot changes its publisher.
class CodecTest {
    private static final int FRAME = 3_000;
    private static final int DESCRIPTOR = 6;
    private static final int SLOT_DESCRIPTOR = 8;

    private final Stage stage = new Stage();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final PeerId ann = stage.join(1);
    private final PeerId bob = stage.join(2);
    private final PeerId eve = stage.join(3);

    private void play(Codec.Family family) {
        Codec codec = new Codec(family, "video/" + family, 90_000, 1);
        PayloadSpec payload = new PayloadSpec(98, codec, OptionalInt.empty(), Set.of(Feedback.NACK, Feedback.PLI));
        ExtensionMap extensions = new ExtensionMap(Map.of(HeaderExtension.DEPENDENCY_DESCRIPTOR, DESCRIPTOR));
        for (PeerId peer : List.of(ann, bob)) {
            EncodingSpec encoding =
                    new EncodingSpec("", OptionalLong.of(Stage.videoSsrc(peer)), OptionalLong.of(Stage.rtxSsrc(peer)));
            TrackSpec track = new TrackSpec(
                    Stage.videoTrack(peer),
                    MediaKind.VIDEO,
                    TrackSource.CAMERA,
                    "1",
                    List.of(payload),
                    extensions,
                    List.of(encoding),
                    false);
            stage.command(new Command.Publish(peer, track));
        }
        stage.openSlots(
                eve,
                new SlotSpec(
                        "v0",
                        MediaKind.VIDEO,
                        0,
                        Stage.slotSsrc(eve, 0),
                        0,
                        List.of(payload),
                        new ExtensionMap(Map.of(HeaderExtension.DEPENDENCY_DESCRIPTOR, SLOT_DESCRIPTOR))));
        watch(ann);
    }

    private void watch(PeerId publisher) {
        Command.Wish wish = new Command.Wish(Stage.videoTrack(publisher), 640, 360);
        stage.command(new Command.View(eve, List.of(wish), false, false));
    }

    private void send(PeerId from, int sequence, byte[] descriptor, byte... payload) {
        stage.send(
                from,
                bytes -> {
                    header.start(bytes, 0, 98, true, sequence, sequence * (long) FRAME, Stage.videoSsrc(from));
                    if (descriptor.length > 0) {
                        header.extension(DESCRIPTOR, descriptor, 0, descriptor.length);
                    }
                    return header.finish();
                },
                payload);
    }

    private void send(PeerId from, int sequence, int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        send(from, sequence, new byte[0], bytes);
    }

    private List<Integer> marks() {
        return seen().stream()
                .map(Stage.Rtp::payload)
                .map(payload -> (int) payload[payload.length - 1])
                .toList();
    }

    private List<Stage.Rtp> seen() {
        return stage.rtp(eve, Stage.slotSsrc(eve, 0));
    }

    @Test
    void vp9StartsAtAKeyPictureAndItsPictureIdsGoOn() {
        play(Codec.Family.VP9);
        vp9(ann, 10, 500, 7, false, 1);
        vp9(ann, 11, 501, 8, true, 2);
        vp9(ann, 12, 502, 9, false, 3);
        watch(bob);
        vp9(bob, 90, 31_000, 200, false, 4);
        vp9(bob, 91, 31_001, 201, true, 5);
        vp9(bob, 92, 31_002, 202, false, 6);

        assertEquals(List.of(2, 3, 5, 6), marks());
        int firstPicture = vp9(0).pictureId();
        int firstTl0 = vp9(0).tl0PicIdx();
        for (int i = 1; i < 4; i++) {
            assertEquals((firstPicture + i) & 0x7FFF, vp9(i).pictureId());
            assertEquals((firstTl0 + i) & 0xFF, vp9(i).tl0PicIdx());
        }
    }

    private void vp9(PeerId from, int sequence, int pictureId, int tl0, boolean key, int mark) {
        send(from, sequence, key ? 0xAC : 0xEC, 0x80 | pictureId >> 8, pictureId & 0xFF, 0, tl0, 0, mark);
    }

    private Vp9Descriptor vp9(int index) {
        byte[] payload = seen().get(index).payload();
        Vp9Descriptor descriptor = new Vp9Descriptor();
        assertTrue(descriptor.wrap(payload, 0, payload.length));
        return descriptor;
    }

    /// The payload is noise: it may be encrypted end to end.
    @Test
    void av1StartsWhereItsDescriptorSaysAndItsFrameNumbersGoOn() {
        play(Codec.Family.AV1);
        send(ann, 10, frame(700), noise(1));
        send(ann, 11, keyFrame(701), noise(2));
        send(ann, 12, frame(702), noise(3));
        watch(bob);
        send(bob, 90, frame(65_534), noise(4));
        send(bob, 91, keyFrame(65_535), noise(5));
        send(bob, 92, frame(0), noise(6));

        assertEquals(List.of(2, 3, 5, 6), marks());
        int first = frameNumber(0);
        for (int i = 1; i < 4; i++) {
            assertEquals((first + i) & 0xFFFF, frameNumber(i));
        }
        assertArrayEquals(noise(2), seen().getFirst().payload());
    }

    @Test
    void aDescriptorLongerThanAOneByteElementArrivesWhole() {
        play(Codec.Family.AV1);
        byte[] descriptor = keyFrame(9);
        assertTrue(descriptor.length > 16, "length " + descriptor.length);
        send(ann, 10, descriptor, noise(1));

        RtpPacket packet = seen().getFirst().packet();
        int at = packet.extensionOffset(SLOT_DESCRIPTOR);
        assertEquals(descriptor.length, packet.extensionLength(SLOT_DESCRIPTOR));
        for (int i = 3; i < descriptor.length; i++) {
            assertEquals(descriptor[i], packet.bytes()[at + i]);
        }
    }

    private int frameNumber(int index) {
        RtpPacket packet = seen().get(index).packet();
        return BigEndian.u16(packet.bytes(), packet.extensionOffset(SLOT_DESCRIPTOR) + 1);
    }

    private static byte[] noise(int mark) {
        return new byte[] {(byte) 0xA7, 0x5C, 0x13, (byte) mark};
    }

    /// One layer, and sizes of four more that do not exist, to be long.
    private static byte[] keyFrame(int number) {
        BitWriter writer =
                new BitWriter().bits(2, 3).bits(6, 0).bits(16, number).bits(5, 0b10000);
        writer.bits(6, 0).bits(5, 0).bits(2, 3).bits(2, 2).bits(1, 0).nonSymmetric(2, 0);
        return writer.bits(1, 1)
                .bits(16, 639)
                .bits(16, 359)
                .bits(30, 0)
                .bits(30, 0)
                .bits(30, 0)
                .bytes();
    }

    private static byte[] frame(int number) {
        return new BitWriter().bits(2, 3).bits(6, 0).bits(16, number).bytes();
    }

    @Test
    void av1WithoutDescriptorsStartsWithASequence() {
        play(Codec.Family.AV1);
        send(ann, 10, 0x10, 1, 1);
        send(ann, 11, 0x18, 1, 2);
        send(ann, 12, 0x10, 1, 3);
        assertEquals(List.of(2, 3), marks());
    }

    @Test
    void h264StartsAtItsParameterSetsOrPicture() {
        play(Codec.Family.H264);
        send(ann, 10, 0x61, 0, 1);
        send(ann, 11, 0x67, 0, 2);
        send(ann, 12, 0x65, 0, 3);
        send(ann, 13, 0x61, 0, 4);
        assertEquals(List.of(2, 3, 4), marks());
    }

    @Test
    void h265StartsAtItsParameterSetsOrPicture() {
        play(Codec.Family.H265);
        send(ann, 10, 0x02, 1, 0, 1);
        send(ann, 11, 0x26, 1, 0, 2);
        send(ann, 12, 0x02, 1, 0, 3);
        assertEquals(List.of(2, 3), marks());
    }

    @Test
    void aKeyFrameIsAskedForUntilItComes() {
        play(Codec.Family.H264);
        send(ann, 10, 0x61, 0, 1);
        stage.pass(1_100);
        int asked = stage.rtcpCount(ann, RtcpReader::isPli);
        send(ann, 11, 0x65, 0, 2);
        stage.pass(3_000);
        assertEquals(3, asked, "at 0, 500 and 1,000 ms");
        assertEquals(asked, stage.rtcpCount(ann, RtcpReader::isPli));
    }
}
