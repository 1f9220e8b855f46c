package io.plenum.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.codec.Vp8Descriptor;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Each fault of a server is noticed by the fake subscriber: scenarios that pass do not pass for blindness.
class CheckerTest {
    /// A moment in the middle of the stream: the faulty packet's number.
    private static final int FAULTY = 200;

    private final RtpPacket rtp = new RtpPacket();
    private final Vp8Descriptor descriptor = new Vp8Descriptor();
    private int packets;

    @Test
    void anUnknownSsrc() {
        assertNoticed("unknown SSRC", bytes -> bytes[9]++);
    }

    @Test
    void anotherPayloadType() {
        assertNoticed("payload type", bytes -> bytes[1]++);
    }

    @Test
    void anotherContributor() {
        assertNoticed("CSRC", bytes -> bytes[15]++);
    }

    @Test
    void anotherMid() {
        assertNoticed("MID", bytes -> bytes[rtp.extensionOffset(4)]++);
    }

    @Test
    void aTimestampThatGoesBack() {
        assertNoticed("timestamp went by", bytes -> BigEndian.put32(bytes, 4, rtp.timestamp() - 1_000_000));
    }

    @Test
    void aTimestampThatJumpsAhead() {
        assertNoticed("timestamp went by", bytes -> BigEndian.put32(bytes, 4, rtp.timestamp() + 1_000_000));
    }

    @Test
    void aMissingMarker() {
        assertNoticed("lacks the marker", bytes -> bytes[1] = (byte) rtp.payloadType());
    }

    @Test
    void aPictureIdThatJumps() {
        assertNoticed(
                "picture id",
                bytes -> BigEndian.put8(bytes, rtp.payloadOffset() + 3, bytes[rtp.payloadOffset() + 3] + 2));
    }

    @Test
    void twoPacketsUnderOneNumber() {
        assertNoticed("sequence number", bytes -> BigEndian.put16(bytes, 2, rtp.sequence16() - 1));
    }

    @Test
    void aDamagedPayload() {
        assertNoticed("damaged", bytes -> bytes[rtp.payloadOffset() + descriptor.length() + 10]++);
    }

    @Test
    void aFrameThatRefersToOneThatNeverCame() {
        assertNoticed(
                "refers to what never came",
                bytes -> BigEndian.put64(bytes, rtp.payloadOffset() + descriptor.length() + 10 + 20, 1_000_000));
    }

    @Test
    void aStreamThatBeginsWithoutAKeyFrame() {
        Loopback loopback = new Loopback(
                21,
                PublisherOptions.PERSON,
                LinkProfile.GOOD,
                bytes -> isVideo(bytes) && firstKeyFrame() ? stripped(bytes) : bytes);
        loopback.run(Times.seconds(1));
        assertTrue(
                loopback.subscriber().violations().list().stream().anyMatch(line -> line.contains("no key frame")),
                loopback.subscriber().violations().list().toString());
    }

    /// The first frame's packets, made to look like those of an ordinary frame.
    private boolean firstKeyFrame() {
        return MediaStamp.read(rtp.bytes(), rtp.payloadOffset() + descriptor.length() + 10)
                .filter(MediaStamp::isKeyFrame)
                .isPresent();
    }

    private byte[] stripped(byte[] bytes) {
        int frame = rtp.payloadOffset() + descriptor.length();
        if (descriptor.keyFrameStart()) {
            BigEndian.put8(bytes, frame, bytes[frame] | 1);
        }
        BigEndian.put64(bytes, frame + 10 + 20, 0);
        return bytes;
    }

    @FunctionalInterface
    private interface Fault {
        void apply(byte[] bytes);
    }

    /// Puts one fault into the last packet of one video frame.
    private void assertNoticed(String expected, Fault fault) {
        UnaryOperator<byte[]> tamper = bytes -> {
            if (isVideo(bytes) && packets++ >= FAULTY && rtp.marker() && packets < Integer.MAX_VALUE / 2) {
                packets = Integer.MAX_VALUE / 2;
                fault.apply(bytes);
            }
            return bytes;
        };
        Loopback loopback = new Loopback(20, PublisherOptions.PERSON, LinkProfile.GOOD, tamper).run(Times.seconds(5));
        Violations violations = loopback.subscriber().violations();
        assertTrue(
                violations.list().stream().anyMatch(line -> line.contains(expected)),
                violations.list().toString());
    }

    private boolean isVideo(byte[] bytes) {
        return !RtpPacket.isRtcp(bytes, bytes.length)
                && rtp.wrap(bytes, 0, bytes.length)
                && rtp.payloadType() == Dialect.CHROMIUM.vp8().payloadType()
                && descriptor.wrap(bytes, rtp.payloadOffset(), rtp.payloadLength());
    }
}
