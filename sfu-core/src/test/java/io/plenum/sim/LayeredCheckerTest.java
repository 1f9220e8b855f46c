package io.plenum.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.LayeredShape.Trait;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each fault in what a format says about its layers is noticed by the fake subscriber, and nothing else is called one.
class LayeredCheckerTest {
    private static final LayeredShape VP8 = camera(VideoFormat.VP8, 1, Trait.KEY_INDEX);
    private static final LayeredShape VP9 = camera(VideoFormat.VP9, 2);
    private static final LayeredShape VP9_FLEXIBLE = camera(VideoFormat.VP9, 2, Trait.FLEXIBLE);
    private static final LayeredShape AV1 = camera(VideoFormat.AV1, 2);
    private static final LayeredShape H264 = camera(VideoFormat.H264, 1);
    private static final LayeredShape H264_AGGREGATED = camera(VideoFormat.H264, 1, Trait.AGGREGATED);
    private static final LayeredShape H265 = camera(VideoFormat.H265, 1);
    private static final LayeredShape H265_AGGREGATED = camera(VideoFormat.H265, 1, Trait.AGGREGATED);

    /// A moment in the middle of the stream: the faulty packet's number.
    private static final int FAULTY = 200;

    private final RtpPacket rtp = new RtpPacket();
    private int packets;
    private boolean done;

    private static LayeredShape camera(VideoFormat format, int spatialLayers, Trait... traits) {
        int temporalLayers = format == VideoFormat.H264 || format == VideoFormat.H265 ? 1 : 3;
        return new LayeredShape(format, 1, spatialLayers, temporalLayers, Set.of(traits), 360, 30, 600_000);
    }

    static Stream<LayeredShape> cameras() {
        return Stream.of(VP8, VP9, VP9_FLEXIBLE, AV1, H264, H264_AGGREGATED, H265, H265_AGGREGATED);
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void aSoundStreamIsSound(LayeredShape camera) {
        List<String> violations = run(camera, bytes -> false);
        assertEquals(List.of(), violations);
    }

    @Test
    void aKeyIndexThatJumps() {
        assertNoticed(VP8, "KEYIDX", bytes -> xor(bytes, rtp.payloadOffset() + 5, 0x04));
    }

    @Test
    void aPictureOutOfItsPlaceInTheGroup() {
        assertNoticed(VP9, "of the group is of temporal layer", bytes -> {
            boolean second = (bytes[rtp.payloadOffset() + 3] & 0xE0) == 0x40;
            return second && xor(bytes, rtp.payloadOffset() + 3, 0x60);
        });
    }

    @Test
    void aPictureIdThatBreaksThePattern() {
        assertNoticed(VP9, "picture id", bytes -> xor(bytes, rtp.payloadOffset() + 2, 0x20));
    }

    @Test
    void aDifferenceToAPictureThatNeverCame() {
        assertNoticed(VP9_FLEXIBLE, "refers to what never came", bytes -> {
            boolean predicted = (bytes[rtp.payloadOffset()] & 0x40) != 0;
            return predicted && xor(bytes, rtp.payloadOffset() + 4, 0xC0);
        });
    }

    @Test
    void aFrameNumberThatJumps() {
        assertNoticed(AV1, "has frame number", bytes -> xor(bytes, rtp.extensionOffset(Loopback.DESCRIPTOR) + 2, 0x08));
    }

    @Test
    void aFrameDifferenceToAFrameThatNeverCame() {
        // Eight more than the first difference of the first frame behind the key frame: it is before that one.
        assertNoticed(AV1, "refers to what never came", 0, bytes -> {
            int at = rtp.extensionOffset(Loopback.DESCRIPTOR);
            boolean starts = (bytes[at] & 0x80) != 0;
            boolean ofTheSecondPicture = (bytes[at] & 0x3F) == 3 && (bytes[at + 3] & 0x80) == 0;
            return starts && ofTheSecondPicture && xor(bytes, at + 3, 0x01);
        });
    }

    @Test
    void aKeyFrameWithoutItsFirstParameterSet() {
        assertNoticedFromTheStart(H264, bytes -> unit(bytes, 7) && xor(bytes, rtp.payloadOffset(), 7 ^ 9));
    }

    @Test
    void aKeyFrameWithoutItsSecondParameterSet() {
        assertNoticedFromTheStart(H264, bytes -> unit(bytes, 8) && xor(bytes, rtp.payloadOffset(), 8 ^ 9));
        assertNoticedFromTheStart(
                H265, bytes -> unit(bytes, 34 << 1) && xor(bytes, rtp.payloadOffset(), (34 ^ 35) << 1));
    }

    private boolean unit(byte[] bytes, int type) {
        int mask = type > 0x1F ? 0x7E : 0x1F;
        return (bytes[rtp.payloadOffset()] & mask) == type;
    }

    private static boolean xor(byte[] bytes, int at, int bits) {
        BigEndian.put8(bytes, at, bytes[at] ^ bits);
        return true;
    }

    @FunctionalInterface
    private interface Fault {
        /// False where the packet is not one for this fault.
        boolean apply(byte[] bytes);
    }

    private void assertNoticedFromTheStart(LayeredShape camera, Fault fault) {
        assertNoticed(camera, "without its parameter sets", 0, fault);
    }

    private void assertNoticed(LayeredShape camera, String expected, Fault fault) {
        assertNoticed(camera, expected, FAULTY, fault);
    }

    /// Puts one fault into one packet.
    private void assertNoticed(LayeredShape camera, String expected, int first, Fault fault) {
        packets = 0;
        done = false;
        List<String> violations = run(camera, bytes -> {
            done = done || (packets++ >= first && fault.apply(bytes));
            return done;
        });
        assertTrue(violations.stream().anyMatch(line -> line.contains(expected)), violations.toString());
    }

    private List<String> run(LayeredShape camera, Fault fault) {
        PublisherOptions options = PublisherOptions.PERSON.filming(camera);
        Loopback loopback = new Loopback(22, options, LinkProfile.GOOD, bytes -> {
            boolean video = !RtpPacket.isRtcp(bytes, bytes.length)
                    && rtp.wrap(bytes, 0, bytes.length)
                    && rtp.payloadType()
                            == Dialect.CHROMIUM.video(camera.format()).payloadType();
            if (video) {
                fault.apply(bytes);
            }
            return bytes;
        });
        return loopback.run(Times.seconds(5)).subscriber().violations().list();
    }
}
